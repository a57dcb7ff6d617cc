# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of most LLM benchmarks: aiohttp, one task a request, one JSON document a chunk.

Does per chunk what vLLM's serving benchmark does: iterate over the lines of the body, strip, cut "data: " off, parse
the JSON, read the clock, and append the gap to a list. On top it keeps the server's stamp beside its own.
Usage: aiohttp_client.py PORT STREAMS RAMP_SECONDS OUTPUT
"""
import asyncio
import json
import sys
import time
from array import array

import aiohttp

BODY = {
    "model": "paced",
    "messages": [{"role": "user", "content": "How does a weir gauge a river?"}],
    "stream": True,
    "stream_options": {"include_usage": True},
}


async def one_request(session, url, delay, stamps):
    """Asks once; appends the server's and the own stamp of each token to `stamps`. True when [DONE] came."""
    await asyncio.sleep(delay)
    gaps = []
    text = ""
    done = False
    latest = time.perf_counter()
    async with session.post(url, json=BODY) as response:
        response.raise_for_status()
        async for line in response.content:
            line = line.strip()
            if not line:
                continue
            data = line.decode("utf-8").removeprefix("data: ")
            if data == "[DONE]":
                done = True
                continue
            now = time.perf_counter()
            chunk = json.loads(data)
            if choices := chunk["choices"]:
                text += choices[0]["delta"].get("content") or ""
                gaps.append(now - latest)
                latest = now
                written = int(chunk["id"][-20:])
                if written:
                    stamps.append(written)
                    stamps.append(int(now * 1e9))
    return done


async def main():
    port, streams, ramp, output = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
    url = f"http://127.0.0.1:{port}/v1/chat/completions"
    stamps = array("q")
    timeout = aiohttp.ClientTimeout(total=6 * 60 * 60)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as session:
        done = await asyncio.gather(
            *(one_request(session, url, ramp * i / streams, stamps) for i in range(streams)))
    with open(output, "wb") as file:
        array("Q", [len(stamps) // 2]).tofile(file)
        stamps.tofile(file)
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
