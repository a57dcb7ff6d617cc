// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/listings.h"

#include "base/version.h"

namespace weir {

std::string modelsBody()
{
    return R"({"object":"list","data":[{"id":"weir-reference","object":"model","created":0,"owned_by":"weir",)"
           R"("type":"model","display_name":"Weir's reference service","created_at":"1970-01-01T00:00:00Z"}],)"
           R"("has_more":false,"first_id":"weir-reference","last_id":"weir-reference"})";
}

std::string ollamaTagsBody()
{
    return R"({"models":[{"name":"weir-reference:latest","model":"weir-reference:latest",)"
           R"("modified_at":"1970-01-01T00:00:00Z","size":0,"digest":"",)"
           R"("details":{"parent_model":"","format":"","family":"weir","families":["weir"],)"
           R"("parameter_size":"","quantization_level":""}}]})";
}

std::string ollamaVersionBody()
{
    std::string body = R"({"version":")";
    body.append(versionString).append("\"}");
    return body;
}

} // namespace weir
