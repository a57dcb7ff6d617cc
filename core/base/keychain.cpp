// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keychain.h"

#include <libsecret/secret.h>
#include <memory>

namespace weir {

namespace {

struct FreeError
{
    void operator()(GError *error) const { g_error_free(error); }
};
using GlibError = std::unique_ptr<GError, FreeError>;

struct FreeItems
{
    void operator()(GList *items) const { g_list_free_full(items, g_object_unref); }
};

struct FreeAttributes
{
    void operator()(GHashTable *attributes) const { g_hash_table_unref(attributes); }
};
using Attributes = std::unique_ptr<GHashTable, FreeAttributes>;

struct WipePassword
{
    void operator()(gchar *password) const { secret_password_free(password); }
};

constexpr const char *nameAttribute = "name";

const SecretSchema &schema()
{
    static const SecretSchema ours = {
        "weir.Key",
        SECRET_SCHEMA_NONE,
        {{nameAttribute, SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
        0,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr};
    return ours;
}

Attributes attributesOf(const QString &name)
{
    return Attributes(secret_attributes_build(&schema(), nameAttribute, name.toUtf8().constData(), nullptr));
}

Error unreachable(const GlibError &error)
{
    return {Message(WEIR_TEXT("keychain.unreachable", "The keychain can't be reached: %1"),
                    QString::fromUtf8(error->message)),
            {},
            WEIR_TEXT("keychain.unreachable_advice",
                      "Use it inside a desktop session, or write env:NAME or file:PATH.")};
}

Error missing()
{
    return {WEIR_TEXT("keychain.no_entry", "The keychain has no secret of this name"),
            {},
            WEIR_TEXT("keychain.no_entry_advice", "Store one with: weir-cli key set NAME.")};
}

GlibError taken(GError *error)
{
    return GlibError(error);
}

} // namespace

Result<QByteArray> readKeychain(const QString &name)
{
    GError *failed = nullptr;
    const std::unique_ptr<gchar, WipePassword> found(
        secret_password_lookupv_sync(&schema(), attributesOf(name).get(), nullptr, &failed));
    if (const GlibError error = taken(failed))
        return unreachable(error);
    if (!found)
        return missing();
    return QByteArray(found.get());
}

Result<void> writeKeychain(const QString &name, const QByteArray &value)
{
    if (name.trimmed().isEmpty() || value.isEmpty())
        return Error{WEIR_TEXT("keychain.nothing_to_store", "The name or the secret is empty"), {}, {}};
    GError *failed = nullptr;
    secret_password_storev_sync(&schema(), attributesOf(name).get(), SECRET_COLLECTION_DEFAULT,
                                ("Weir: " + name.toUtf8()).constData(), value.constData(), nullptr, &failed);
    if (const GlibError error = taken(failed))
        return unreachable(error);
    return {};
}

Result<void> removeFromKeychain(const QString &name)
{
    GError *failed = nullptr;
    const bool isRemoved =
        secret_password_clearv_sync(&schema(), attributesOf(name).get(), nullptr, &failed) != FALSE;
    if (const GlibError error = taken(failed))
        return unreachable(error);
    if (!isRemoved)
        return missing();
    return {};
}

Result<QStringList> keychainNames()
{
    GError *failed = nullptr;
    const Attributes all(secret_attributes_build(&schema(), nullptr));
    const std::unique_ptr<GList, FreeItems> items(
        secret_password_searchv_sync(&schema(), all.get(), SECRET_SEARCH_ALL, nullptr, &failed));
    if (const GlibError error = taken(failed))
        return unreachable(error);
    QStringList names;
    for (const GList *item = items.get(); item != nullptr; item = item->next) {
        const Attributes attributes(secret_retrievable_get_attributes(SECRET_RETRIEVABLE(item->data)));
        const char *name = static_cast<const char *>(g_hash_table_lookup(attributes.get(), nameAttribute));
        if (name != nullptr)
            names.append(QString::fromUtf8(name));
    }
    names.sort();
    return names;
}

} // namespace weir
