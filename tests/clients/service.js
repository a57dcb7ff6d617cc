// SPDX-License-Identifier: GPL-3.0-or-later
// Where scripts/clients has started the services: one that answers, and two that refuse.
const needed = (name) => {
    if (!process.env[name]) throw new Error(`${name} is not set; start the tests by scripts/clients`);
    return process.env[name];
};

export const answering = needed('WEIR_ANSWERING');
export const limiting = needed('WEIR_LIMITING'); // every request: 429
export const failing = needed('WEIR_FAILING'); // every request: 500
export const key = needed('WEIR_KEY'); // of the answering one

/** The words of an answer: the count says how many tokens it had. */
export const wordCount = (text) => text.trim().split(' ').length;
