// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonsyntax.h"

namespace weir {

Message syntaxFault(const QJsonParseError &error)
{
    switch (error.error) {
    case QJsonParseError::NoError:
        return {};
    case QJsonParseError::UnterminatedObject:
        return WEIR_TEXT("json_syntax.object_open", "an object is not closed");
    case QJsonParseError::MissingNameSeparator:
        return WEIR_TEXT("json_syntax.no_colon", "a colon is missing behind a name");
    case QJsonParseError::UnterminatedArray:
        return WEIR_TEXT("json_syntax.list_open", "a list is not closed");
    case QJsonParseError::MissingValueSeparator:
        return WEIR_TEXT("json_syntax.no_comma", "a comma is missing behind a value");
    case QJsonParseError::IllegalValue:
        return WEIR_TEXT("json_syntax.no_value", "a value is missing, or is none that JSON has");
    case QJsonParseError::TerminationByNumber:
        return WEIR_TEXT("json_syntax.ends_in_number", "the text ends with a number");
    case QJsonParseError::IllegalNumber:
        return WEIR_TEXT("json_syntax.bad_number", "a number is not written as JSON writes it");
    case QJsonParseError::IllegalEscapeSequence:
        return WEIR_TEXT("json_syntax.bad_escape", "an escape sequence is none that JSON has");
    case QJsonParseError::IllegalUTF8String:
        return WEIR_TEXT("json_syntax.no_utf8", "a text is not UTF-8");
    case QJsonParseError::UnterminatedString:
        return WEIR_TEXT("json_syntax.text_open", "a text has no closing quotes");
    case QJsonParseError::MissingObject:
        return WEIR_TEXT("json_syntax.no_object", "a name is missing behind a comma");
    case QJsonParseError::DeepNesting:
        return WEIR_TEXT("json_syntax.too_deep", "it is nested too deeply");
    case QJsonParseError::DocumentTooLarge:
        return WEIR_TEXT("json_syntax.too_large", "it is too large");
    case QJsonParseError::GarbageAtEnd:
        return WEIR_TEXT("json_syntax.goes_on", "it goes on behind its end");
    }
    return Message::verbatim(error.errorString());
}

} // namespace weir
