// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/vendorguess.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace weir {

namespace {

struct KnownHost
{
    QStringView end; ///< Of the host's name.
    QStringView vendor;
    QStringView keyVariable;
};

/// Public addresses, as the vendors' documentation has them. A vendor may have several presets at one host;
/// then the path decides, and the one named here comes first.
constexpr std::array<KnownHost, 26> knownHosts{{
    {u"api.openai.com", u"openai-chat", u"OPENAI_API_KEY"},
    {u"openai.azure.com", u"azure-openai", u"AZURE_OPENAI_API_KEY"},
    {u"cognitiveservices.azure.com", u"azure-openai", u"AZURE_OPENAI_API_KEY"},
    {u"api.anthropic.com", u"anthropic-messages", u"ANTHROPIC_API_KEY"},
    {u"generativelanguage.googleapis.com", u"gemini", u"GEMINI_API_KEY"},
    {u"aiplatform.googleapis.com", u"vertex-gemini", u"VERTEX_ACCESS_TOKEN"},
    {u"amazonaws.com", u"bedrock-converse", u"AWS_BEARER_TOKEN_BEDROCK"},
    {u"api.cohere.com", u"cohere-chat", u"COHERE_API_KEY"},
    {u"api.cohere.ai", u"cohere-chat", u"COHERE_API_KEY"},
    {u"api.mistral.ai", u"mistral", u"MISTRAL_API_KEY"},
    {u"api.deepseek.com", u"deepseek", u"DEEPSEEK_API_KEY"},
    {u"api.x.ai", u"xai", u"XAI_API_KEY"},
    {u"api.groq.com", u"groq", u"GROQ_API_KEY"},
    {u"openrouter.ai", u"openrouter", u"OPENROUTER_API_KEY"},
    {u"api.moonshot.cn", u"moonshot", u"MOONSHOT_API_KEY"},
    {u"api.moonshot.ai", u"moonshot", u"MOONSHOT_API_KEY"},
    {u"bigmodel.cn", u"zhipu", u"ZHIPU_API_KEY"},
    {u"api.z.ai", u"zhipu", u"ZHIPU_API_KEY"},
    {u"minimax.chat", u"minimax", u"MINIMAX_API_KEY"},
    {u"minimaxi.com", u"minimax", u"MINIMAX_API_KEY"},
    {u"volces.com", u"ark", u"ARK_API_KEY"},
    {u"dashscope.aliyuncs.com", u"dashscope", u"DASHSCOPE_API_KEY"},
    {u"dashscope-intl.aliyuncs.com", u"dashscope", u"DASHSCOPE_API_KEY"},
    {u"qianfan.baidubce.com", u"qianfan-v2", u"QIANFAN_API_KEY"},
    {u"aip.baidubce.com", u"qianfan", u"QIANFAN_ACCESS_TOKEN"},
    {u"api.replicate.com", u"replicate", u"REPLICATE_API_TOKEN"},
}};

const KnownHost *knownHost(const QString &host)
{
    const auto known = std::find_if(knownHosts.begin(), knownHosts.end(), [&host](const KnownHost &one) {
        return host == one.end || host.endsWith(QStringLiteral(".") + one.end.toString());
    });
    return known == knownHosts.end() ? nullptr : &*known;
}

QString withoutVersion(const QString &path)
{
    static const QRegularExpression version(QStringLiteral("^(/[^/]+)*?/v\\d+[^/]*(?=/)"));
    return QString(path).remove(version);
}

/// How a URL's path ends in a preset's: how much of it, and the model's name in it.
struct PathMatch
{
    qsizetype segments = 0; ///< 0: it does not.
    QString model;
};

/// "/chat" behind another's version, or behind none, may be anybody's.
PathMatch matchOf(const QString &path, const QString &wanted, bool isHosts)
{
    const QString tail = withoutVersion(wanted);
    const QString behindVersion = QStringLiteral("/v\\d[^/]*");
    for (const bool isTail : {false, true}) {
        const QString form = isTail ? tail : wanted;
        static const QRegularExpression tag(QStringLiteral("\\{\\{\\{?\\s*model\\s*\\}?\\}\\}"));
        const QStringList parts = form.split(tag);
        QStringList escaped;
        for (const QString &part : parts)
            escaped.append(QRegularExpression::escape(part));
        const bool needsVersion = isTail && form.count(u'/') == 1 && !isHosts;
        const QRegularExpression ending((needsVersion ? behindVersion : QString()) +
                                        escaped.join(QStringLiteral("(.+?)")) + QStringLiteral("/?$"));
        const QRegularExpressionMatch match = ending.match(path);
        if (match.hasMatch() && form.size() > 1)
            return {form.count(u'/'), parts.size() > 1 ? match.captured(1) : QString()};
    }
    return {};
}

/// Vendors that speak another's format at its very path are told by their hosts alone.
bool isTwin(const VendorPreset &preset, const VendorPreset &root)
{
    return preset.name != root.name && preset.body == root.body && !preset.path.contains(u"{{model}}"_qs);
}

const VendorPreset *presetNamed(QStringView name)
{
    const std::vector<VendorPreset> &all = builtinVendors();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [name](const VendorPreset &preset) { return preset.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// Vendors of one host have names that begin alike: "qianfan", "qianfan-v2".
bool isOf(const VendorPreset &preset, const KnownHost *host)
{
    return host != nullptr && preset.name.section(u'-', 0, 0) == host->vendor.toString().section(u'-', 0, 0);
}

} // namespace

VendorGuess vendorAt(const QUrl &url)
{
    constexpr qsizetype ofHost = 100;
    const QString path = url.path(QUrl::FullyDecoded);
    const KnownHost *host = knownHost(url.host());
    const VendorPreset *openAi = presetNamed(u"openai-chat");
    VendorGuess guess;
    if (host != nullptr)
        guess.keyVariable = host->keyVariable.toString();
    qsizetype best = 0;
    for (const VendorPreset &preset : builtinVendors()) {
        const bool isHosts = isOf(preset, host);
        if (openAi != nullptr && isTwin(preset, *openAi) && !isHosts)
            continue;
        const PathMatch streamed = matchOf(path, preset.path.section(u'?', 0, 0), isHosts);
        const PathMatch whole = preset.wholePath.isEmpty()
                                    ? PathMatch()
                                    : matchOf(path, preset.wholePath.section(u'?', 0, 0), isHosts);
        const bool isWhole = whole.segments > streamed.segments;
        const PathMatch &match = isWhole ? whole : streamed;
        const qsizetype worth = match.segments * 2 + (isHosts ? ofHost : 0) + (&preset == openAi ? 1 : 0);
        if (match.segments == 0 || worth <= best)
            continue;
        best = worth;
        guess.preset = &preset;
        guess.isWhole = isWhole;
        guess.model = match.model;
        guess.isSure = isHosts || match.segments > 1;
    }
    return guess;
}

} // namespace weir
