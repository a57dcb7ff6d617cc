// SPDX-License-Identifier: GPL-3.0-or-later
// Hugging Face's `tokenizer.json` (github.com/huggingface/tokenizers). What a file asks for and Weir can't do
// exactly is an error that names it: a count that is nearly right would be wrong.
#pragma once

#include "tokens/jsonpart.h"
#include "tokens/tokenizer.h"

namespace weir {

/// Reads a whole file. The error's place is a JSON path in it. Memory: about ten times the file, for the time
/// of the call.
Result<TokenizerParts> readHuggingFace(const QByteArray &bytes);

// Its parts, each with its faults in the JsonPart's list.

/// Null where something is wrong.
std::unique_ptr<const TokenModel> readModel(const JsonPart &model);
/// Appends what `part`, the member "normalizer", asks for.
void readNormalizers(const JsonPart &part, std::vector<Normalizer> &normalizers, int depth = 0);
/// Appends what `part`, the member "pre_tokenizer", asks for.
void readPreTokenizers(const JsonPart &part, std::vector<PreTokenizer> &cuts, int depth = 0);
/// The markers around one text that `part`, the member "post_processor", asks for.
void readPostProcessor(const JsonPart &part, TokenizerParts &parts, int depth = 0);
/// {"String": ...} or {"Regex": ...}; nothing, and a fault, for anything else.
std::optional<SplitPattern> readPattern(const JsonPart &pattern);

/// Lists inside of lists, in steps of one kind.
inline constexpr int deepestSteps = 8;

} // namespace weir
