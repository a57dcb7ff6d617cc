// SPDX-License-Identifier: GPL-3.0-or-later
// The npm package `openai` against /v1/chat/completions, /v1/completions, /v1/responses, /v1/embeddings, /v1/models.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';

import { answering, failing, key, limiting, wordCount } from './service.js';

const clientOf = (base, apiKey = key) => new OpenAI({ baseURL: `${base}/v1`, apiKey, maxRetries: 0 });
const client = clientOf(answering);
const model = 'weir-reference';
const messages = [{ role: 'user', content: 'Tell me about weirs.' }];
const tools = [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object', properties: {} } } }];

test('chat, streamed', async () => {
    const stream = await client.chat.completions.create({
        model, messages, stream: true, stream_options: { include_usage: true },
    });
    let content = '';
    let reasoning = '';
    let finish = null;
    let usage = null;
    for await (const chunk of stream) {
        content += chunk.choices[0]?.delta.content ?? '';
        reasoning += chunk.choices[0]?.delta.reasoning_content ?? '';
        finish = chunk.choices[0]?.finish_reason ?? finish;
        usage = chunk.usage ?? usage;
    }
    assert.equal(wordCount(content), 8);
    assert.equal(wordCount(reasoning), 3);
    assert.equal(finish, 'stop');
    assert.equal(usage.completion_tokens, 11);
    assert.equal(usage.completion_tokens_details.reasoning_tokens, 3);
});

test('chat, whole', async () => {
    const answer = await client.chat.completions.create({ model, messages });
    assert.equal(wordCount(answer.choices[0].message.content), 8);
    assert.equal(wordCount(answer.choices[0].message.reasoning_content), 3);
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + 11);
});

test('chat, cut by its limit', async () => {
    const answer = await client.chat.completions.create({ model, messages, max_completion_tokens: 5 });
    assert.equal(answer.choices[0].finish_reason, 'length');
    assert.equal(answer.usage.completion_tokens, 5);
});

test('chat, tool call by the streaming helper and whole', async () => {
    const streamed = await client.chat.completions.stream({ model, messages, tools }).finalChatCompletion();
    const whole = await client.chat.completions.create({ model, messages, tools });
    for (const answer of [streamed, whole]) {
        const [call] = answer.choices[0].message.tool_calls;
        assert.equal(answer.choices[0].finish_reason, 'tool_calls');
        assert.equal(call.function.name, 'look_up');
        assert.equal(wordCount(JSON.parse(call.function.arguments).query), 8);
    }
});

test('completions', async () => {
    const stream = await client.completions.create({ model, prompt: 'Once', stream: true });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0].text;
    assert.equal(wordCount(text), 11);
    const whole = await client.completions.create({ model, prompt: 'Once', max_tokens: 4 });
    assert.equal(wordCount(whole.choices[0].text), 4);
    assert.equal(whole.choices[0].finish_reason, 'length');
});

test('responses, streamed', async () => {
    const stream = client.responses.stream({ model, input: 'Tell me about weirs.' });
    const types = new Set();
    let text = '';
    for await (const event of stream) {
        types.add(event.type);
        if (event.type === 'response.output_text.delta') text += event.delta;
    }
    for (const type of ['response.created', 'response.in_progress', 'response.output_item.added',
        'response.reasoning_summary_text.delta', 'response.content_part.added', 'response.output_text.done',
        'response.output_item.done', 'response.completed']) {
        assert.ok(types.has(type), type);
    }
    const final = await stream.finalResponse();
    assert.equal(final.output_text, text);
    assert.equal(wordCount(text), 8);
    assert.equal(final.usage.output_tokens, 11);
    assert.equal(wordCount(final.output[0].summary[0].text), 3);
});

test('responses, whole, cut and with a tool call', async () => {
    const whole = await client.responses.create({ model, input: messages });
    assert.equal(whole.status, 'completed');
    assert.equal(wordCount(whole.output_text), 8);
    const cut = await client.responses.create({ model, input: 'Weirs', max_output_tokens: 5 });
    assert.equal(cut.status, 'incomplete');
    assert.equal(cut.incomplete_details.reason, 'max_output_tokens');
    const tool = { type: 'function', name: 'look_up', parameters: { type: 'object', properties: {} }, strict: false };
    const streamed = await client.responses.stream({ model, input: 'Weirs', tools: [tool] }).finalResponse();
    const call = streamed.output.find((item) => item.type === 'function_call');
    assert.equal(call.name, 'look_up');
    assert.equal(wordCount(JSON.parse(call.arguments).query), 8);
});

test('embeddings, as the client asks by itself and as numbers', async () => {
    const input = ['one', 'two'];
    const coded = await client.embeddings.create({ model, input, dimensions: 16 });
    const numbers = await client.embeddings.create({ model, input, dimensions: 16, encoding_format: 'float' });
    assert.equal(coded.data.length, 2);
    assert.equal(coded.data[0].embedding.length, 16);
    coded.data[1].embedding.forEach((number, at) => {
        assert.ok(Math.abs(number - numbers.data[1].embedding[at]) < 1e-6);
    });
});

test('models', async () => {
    const names = [];
    for await (const entry of client.models.list()) names.push(entry.id);
    assert.deepEqual(names, [model]);
});

test('errors are the classes of the client', async () => {
    const ask = (base, apiKey) => clientOf(base, apiKey).chat.completions.create({ model, messages });
    await assert.rejects(ask(answering, 'wrong'), OpenAI.AuthenticationError);
    await assert.rejects(ask(limiting), OpenAI.RateLimitError);
    await assert.rejects(ask(failing), OpenAI.InternalServerError);
    await assert.rejects(client.chat.completions.create({ model, messages: [] }), (error) => {
        assert.ok(error instanceof OpenAI.BadRequestError);
        assert.equal(error.param, 'messages');
        return true;
    });
});
