// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importtext.h"

#include "scenario/scenariojson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace weir {

Message lineOf(const ImportNote &note)
{
    const QString what = note.value.isEmpty() ? note.name : note.name + u' ' + note.value;
    const bool isChanged = note.kind == ImportNote::Kind::Changed;
    if (note.count == 1)
        return isChanged ? Message(WEIR_TEXT("import.changed_line", "Changed: %1. %2"), what, note.why)
                         : Message(WEIR_TEXT("import.left_out_line", "Left out: %1. %2"), what, note.why);
    return isChanged ? Message(WEIR_TEXT("import.changed_often", "Changed, %3 times: %1. %2"), what, note.why,
                               note.count)
                     : Message(WEIR_TEXT("import.left_out_often", "Left out, %3 times: %1. %2"), what,
                               note.why, note.count);
}

Message lineOf(const ImportedSecret &secret)
{
    const QString variable = secret.reference.section(u':', 1);
    if (secret.value.isEmpty())
        return {WEIR_TEXT("import.variable_line",
                          "Variable: %1. The scenario holds %2; set the variable %3 before a run."),
                secret.place, secret.reference, variable};
    return {WEIR_TEXT("import.secret_line",
                      "Secret: %1. The scenario holds %2 in its place; set the variable %3 before a run."),
            secret.place, secret.reference, variable};
}

Messages linesOf(const Import &import)
{
    Messages lines;
    for (const ImportNote &note : import.notes)
        lines.push_back(lineOf(note));
    for (const ImportedSecret &secret : import.secrets)
        lines.push_back(lineOf(secret));
    return lines;
}

QJsonObject importToJson(const Import &import)
{
    QJsonArray notes;
    for (const ImportNote &note : import.notes)
        notes.append(QJsonObject{{QStringLiteral("kind"), note.kind == ImportNote::Kind::Changed
                                                              ? QStringLiteral("changed")
                                                              : QStringLiteral("left_out")},
                                 {QStringLiteral("name"), note.name},
                                 {QStringLiteral("value"), note.value},
                                 {QStringLiteral("times"), note.count},
                                 {QStringLiteral("code"), QString::fromLatin1(note.why.code())},
                                 {QStringLiteral("message"), note.why.english()}});
    QJsonArray secrets;
    for (const ImportedSecret &secret : import.secrets)
        secrets.append(QJsonObject{{QStringLiteral("place"), secret.place},
                                   {QStringLiteral("reference"), secret.reference}});
    return {{QStringLiteral("weir_import"), 1},
            {QStringLiteral("format"), enumName(import.format)},
            {QStringLiteral("notes"), notes},
            {QStringLiteral("secrets"), secrets},
            {QStringLiteral("project"), QJsonDocument::fromJson(scenarioToJson(import.scenario)).object()}};
}

} // namespace weir
