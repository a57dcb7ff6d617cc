// SPDX-License-Identifier: GPL-3.0-or-later
// A text that changes while what stands below it stays where it is.
#pragma once

#include <QLabel>
#include <QStringList>

namespace weir {

/// Wraps its text, and is at any width as high as the longest of the texts that it may show. GUI thread.
class RoomLabel : public QLabel
{
    Q_OBJECT

public:
    explicit RoomLabel(QWidget *parent = nullptr);

    /// What it may show; a text that needs more room than these gets it.
    void keepRoomFor(const QStringList &texts);

    [[nodiscard]] int heightForWidth(int width) const override;

private:
    QStringList m_texts;
};

} // namespace weir
