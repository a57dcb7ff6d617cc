// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/openaiembeddings.h"

#include "base/random.h"
#include "service/dialects/openaiparts.h"
#include "base/jsontext.h"

#include <QByteArray>
#include <QtEndian>

#include <array>
#include <charconv>
#include <cmath>

namespace weir {

namespace {

constexpr quint32 mostInputs = 2048;
constexpr quint32 mostDimensions = 4096;
constexpr quint64 mostNumbers = 1 << 20;
/// AskedRequest::form of this dialect.
constexpr quint8 asBase64 = 1;

std::vector<float> drawVector(quint64 seed, quint32 index, quint32 dimensions)
{
    Random random(mixSeed({seed, index}));
    std::vector<float> vector(dimensions);
    double squares = 0;
    for (float &number : vector) {
        number = static_cast<float>(random.normal(0, 1));
        squares += double{number} * double{number};
    }
    const double scale = squares > 0 ? 1 / std::sqrt(squares) : 1;
    for (float &number : vector)
        number = static_cast<float>(number * scale);
    return vector;
}

void appendBase64(std::string &out, const std::vector<float> &vector)
{
    QByteArray bytes(static_cast<qsizetype>(vector.size() * sizeof(float)), Qt::Uninitialized);
    qToLittleEndian<float>(vector.data(), static_cast<qsizetype>(vector.size()), bytes.data());
    const QByteArray text = bytes.toBase64();
    out += '"';
    out.append(text.constData(), static_cast<std::size_t>(text.size()));
    out += '"';
}

void appendNumbers(std::string &out, const std::vector<float> &vector)
{
    std::array<char, 32> digits{};
    char separator = '[';
    for (const float number : vector) {
        out += separator;
        const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
        out.append(digits.data(), end.ptr);
        separator = ',';
    }
    out += ']';
}

FoundProblem readForm(const simdjson::dom::object &body, AskedRequest &asked)
{
    const std::optional<simdjson::dom::element> format = member(body, "encoding_format");
    if (!format)
        return std::nullopt;
    std::string_view text;
    if (format->get(text) != simdjson::SUCCESS || (text != "float" && text != "base64"))
        return BodyProblem{"encoding_format must be \"float\" or \"base64\".", "encoding_format"};
    asked.form = text == "base64" ? asBase64 : 0;
    return std::nullopt;
}

FoundProblem readDimensions(const simdjson::dom::object &body, AskedRequest &asked)
{
    std::optional<quint32> dimensions;
    if (FoundProblem problem = readCount(body, "dimensions", dimensions))
        return problem;
    asked.dimensions = dimensions.value_or(asked.dimensions);
    if (asked.dimensions > mostDimensions)
        return BodyProblem{"dimensions must be at most 4096.", "dimensions"};
    if (asked.inputs > mostInputs)
        return BodyProblem{"input must hold at most 2048 texts.", "input"};
    if (quint64{asked.inputs} * asked.dimensions > mostNumbers)
        return BodyProblem{"input: texts times dimensions must be at most 1048576.", "input"};
    return std::nullopt;
}

class OpenAiEmbeddings final : public OpenAiDialect
{
public:
    std::string_view name() const override { return "openai-embeddings"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &) const override { return nullptr; }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string body = R"({"object":"list","data":[)";
        for (quint32 index = 0; index < facts.asked.inputs; ++index) {
            body += index == 0 ? "" : ",";
            body += R"({"object":"embedding","index":)" + std::to_string(index) + ",\"embedding\":";
            const std::vector<float> vector =
                drawVector(facts.asked.promptHash, index, facts.asked.dimensions);
            if (facts.asked.form == asBase64)
                appendBase64(body, vector);
            else
                appendNumbers(body, vector);
            body += '}';
        }
        body += "],\"model\":";
        appendJsonText(body, facts.asked.model);
        if (facts.usage) {
            body += ",\"usage\":{";
            appendMember(body, "prompt_tokens", text.usage.prompt);
            body += ',';
            appendMember(body, "total_tokens", text.usage.prompt);
            body += '}';
        }
        body += '}';
        return body;
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        asked.embedding = true;
        if (FoundProblem problem = readModel(body, asked))
            return problem;
        const std::optional<simdjson::dom::element> input = member(body, "input");
        if (!input)
            return BodyProblem{"input is needed.", "input"};
        if (FoundProblem problem = addPrompt(*input, "input", asked.inputs, prompt))
            return problem;
        if (FoundProblem problem = readForm(body, asked))
            return problem;
        return readDimensions(body, asked);
    }
};

} // namespace

std::unique_ptr<Dialect> makeOpenAiEmbeddings()
{
    return std::make_unique<OpenAiEmbeddings>();
}

} // namespace weir
