// SPDX-License-Identifier: GPL-3.0-or-later
// The npm package `ollama` against /api/chat, /api/generate, /api/tags and /api/version.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ollama } from 'ollama';

import { answering, failing, key, limiting, wordCount } from './service.js';

const clientOf = (host, apiKey = key) => new Ollama({ host, headers: { Authorization: `Bearer ${apiKey}` } });
const client = clientOf(answering);
const asked = { model: 'weir-reference', messages: [{ role: 'user', content: 'Tell me about weirs.' }] };
const tools = [{ type: 'function', function: { name: 'look_up', description: '', parameters: { type: 'object', properties: {} } } }];

test('chat, streamed', async () => {
    let content = '';
    let thinking = '';
    let last;
    for await (const part of await client.chat({ ...asked, stream: true, think: true })) {
        content += part.message.content;
        thinking += part.message.thinking ?? '';
        last = part;
    }
    assert.equal(wordCount(content), 8);
    assert.equal(wordCount(thinking), 3);
    assert.equal(last.done_reason, 'stop');
    assert.equal(last.eval_count, 11);
    assert.ok(last.eval_duration > 0);
});

test('chat, whole and cut', async () => {
    const whole = await client.chat(asked);
    assert.equal(wordCount(whole.message.content), 8);
    const cut = await client.chat({ ...asked, options: { num_predict: 5 } });
    assert.equal(cut.done_reason, 'length');
    assert.equal(cut.eval_count, 5);
});

test('tool call, streamed and whole', async () => {
    const calls = [];
    for await (const part of await client.chat({ ...asked, tools, stream: true })) {
        calls.push(...(part.message.tool_calls ?? []));
    }
    calls.push(...(await client.chat({ ...asked, tools })).message.tool_calls);
    assert.equal(calls.length, 2);
    for (const call of calls) {
        assert.equal(call.function.name, 'look_up');
        assert.equal(wordCount(call.function.arguments.query), 8);
    }
});

test('generate', async () => {
    let text = '';
    for await (const part of await client.generate({ model: asked.model, prompt: 'Once', stream: true })) {
        text += part.response;
    }
    assert.equal(wordCount(text), 8);
    assert.equal(wordCount((await client.generate({ model: asked.model, prompt: 'Once' })).response), 8);
});

test('list and version', async () => {
    assert.deepEqual((await client.list()).models.map((entry) => entry.name), ['weir-reference:latest']);
    assert.ok((await client.version()).version);
});

test('errors carry status and message', async () => {
    const rejects = (promise, status) => assert.rejects(promise, (error) => {
        assert.equal(error.status_code, status);
        assert.ok(error.message.length > 0);
        return true;
    });
    await rejects(clientOf(answering, 'wrong').chat(asked), 401);
    await rejects(clientOf(limiting).chat(asked), 429);
    await rejects(clientOf(failing).chat(asked), 500);
});
