// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for every file of weir_ui and its tests. Each file still includes what it uses.
#pragma once

#include "../core/pch.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QBoxLayout>
#include <QChart>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTreeView>
#include <QWidget>
