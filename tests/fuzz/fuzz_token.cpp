// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a JSON Web Token, and as the claims of one that is signed as it should be: no claim gets past
// its bounds, and nothing unsigned gets past at all.
#include "service/front/jsonwebtoken.h"

#include <QMessageAuthenticationCode>

#include <cstdint>
#include <cstdlib>

namespace {

const QByteArray secret("of the fuzzer");

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::variant<weir::TokenClaims, weir::TokenProblem> checked(const QByteArray &token)
{
    return weir::checkToken({token.constData(), static_cast<std::size_t>(token.size())},
                            {secret, {}, "tests", 5}, 1'700'000'000);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (std::holds_alternative<weir::TokenClaims>(checked(bytes)))
        std::abort(); // the fuzzer doesn't know the secret
    const QByteArray text = encoded(R"({"alg":"HS256"})") + '.' + encoded(bytes);
    const QByteArray signature = QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256);
    const auto answer = checked(text + '.' + encoded(signature));
    const weir::TokenClaims *claims = std::get_if<weir::TokenClaims>(&answer);
    if (claims == nullptr)
        return 0;
    const int priority = claims->priority.value_or(0);
    if (claims->subject.empty() || claims->subject.size() > 256 || priority < -1000 || priority > 1000)
        std::abort();
    return 0;
}
