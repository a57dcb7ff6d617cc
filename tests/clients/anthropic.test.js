// SPDX-License-Identifier: GPL-3.0-or-later
// The npm package `@anthropic-ai/sdk` against /v1/messages and /v1/models.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';

import { answering, failing, key, limiting, wordCount } from './service.js';

const clientOf = (base, apiKey = key) => new Anthropic({ baseURL: base, apiKey, maxRetries: 0 });
const client = clientOf(answering);
const asked = { model: 'weir-reference', max_tokens: 100, messages: [{ role: 'user', content: 'Tell me about weirs.' }] };
const tools = [{ name: 'look_up', input_schema: { type: 'object', properties: {} } }];

test('messages, streamed', async () => {
    let text = '';
    let thinking = '';
    const stream = client.messages.stream(asked);
    stream.on('text', (delta) => { text += delta; });
    stream.on('thinking', (delta) => { thinking += delta; });
    const message = await stream.finalMessage();
    assert.equal(wordCount(text), 8);
    assert.equal(wordCount(thinking), 3);
    assert.deepEqual(message.content.map((block) => block.type), ['thinking', 'text']);
    assert.equal(message.content[1].text, text);
    assert.equal(message.stop_reason, 'end_turn');
    assert.equal(message.usage.output_tokens, 11);
});

test('messages, raw events', async () => {
    const types = [];
    for await (const event of await client.messages.create({ ...asked, stream: true })) types.push(event.type);
    assert.equal(types[0], 'message_start');
    assert.equal(types.at(-1), 'message_stop');
    assert.equal(types.filter((type) => type === 'content_block_start').length, 2);
});

test('messages, whole and cut', async () => {
    const whole = await client.messages.create(asked);
    assert.equal(wordCount(whole.content[1].text), 8);
    const cut = await client.messages.create({ ...asked, max_tokens: 5 });
    assert.equal(cut.stop_reason, 'max_tokens');
    assert.equal(cut.usage.output_tokens, 5);
});

test('tool use, streamed and whole', async () => {
    const streamed = await client.messages.stream({ ...asked, tools }).finalMessage();
    const whole = await client.messages.create({ ...asked, tools });
    for (const message of [streamed, whole]) {
        const use = message.content.find((block) => block.type === 'tool_use');
        assert.equal(message.stop_reason, 'tool_use');
        assert.equal(use.name, 'look_up');
        assert.equal(wordCount(use.input.query), 8);
    }
});

test('models', async () => {
    const names = [];
    for await (const entry of client.models.list()) names.push(entry.id);
    assert.deepEqual(names, ['weir-reference']);
});

test('errors are the classes of the client', async () => {
    await assert.rejects(clientOf(answering, 'wrong').messages.create(asked), Anthropic.AuthenticationError);
    await assert.rejects(clientOf(limiting).messages.create(asked), Anthropic.RateLimitError);
    await assert.rejects(clientOf(failing).messages.create(asked), Anthropic.InternalServerError);
    await assert.rejects(client.messages.create({ ...asked, max_tokens: undefined }), Anthropic.BadRequestError);
});
