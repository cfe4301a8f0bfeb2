"""OpenAI's own client, talking to the running program."""

import asyncio
import base64

import openai
from program import Program, within_limits
from stub_model import StubModel

QUESTION = [{"role": "user", "content": "How long is the river?"}]
ANSWER = "The river is seven kilometres long, and nobody has ever swum all of it."


def lists_personas_as_models(client, stub):
    names = [model.id for model in client.models.list()]
    assert "assistant" in names and "chief" in names, names


def answers_whole(client, stub):
    stub.says(ANSWER)
    reply = client.chat.completions.create(model="assistant", messages=QUESTION, max_tokens=77)
    assert reply.object == "chat.completion" and reply.model == "assistant", reply
    choice = reply.choices[0]
    assert (choice.message.role, choice.message.content, choice.finish_reason) == ("assistant", ANSWER, "stop"), choice
    assert reply.usage.prompt_tokens == 100 and reply.usage.completion_tokens > 0, reply.usage
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens, reply.usage
    assert stub.requests[-1]["max_tokens"] == 77, stub.requests[-1]
    assert "river" in stub.last_question


def answers_in_a_stream(client, stub):
    stub.says(ANSWER)
    chunks = list(client.chat.completions.create(
        model="assistant", messages=QUESTION, stream=True, stream_options={"include_usage": True}))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == ANSWER, text
    assert chunks[0].choices[0].delta.role == "assistant", chunks[0]
    assert len([chunk for chunk in chunks if chunk.choices and chunk.choices[0].delta.content]) > 3, "it came at once"
    finishes = [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices]
    assert finishes[-1] == "stop" and not any(finishes[:-1]), finishes
    assert chunks[-1].usage.prompt_tokens == 100 and not chunks[-1].choices, chunks[-1]
    assert all(chunk.usage is None for chunk in chunks[:-1])


def keeps_the_talk_that_the_caller_brings(client, stub):
    stub.says("Swans.")
    talk = [
        {"role": "system", "content": "The town is called Brook."}, {"role": "user", "content": "Who lives there?"},
        {"role": "assistant", "content": "Otters."}, {"role": "user", "content": "And who else?"},
    ]
    client.chat.completions.create(model="assistant", messages=talk)
    sent = str(stub.requests[-1]["messages"])
    assert all(words in sent for words in ["Brook", "Who lives there?", "Otters.", "And who else?"]), sent
    client.chat.completions.create(model="assistant", messages=QUESTION)
    assert "Otters" not in str(stub.requests[-1]["messages"]), "a talk leaked into the next request"


def speaks_as_the_persona_asked_for(client, stub):
    stub.says("Yo.")
    client.chat.completions.create(model="assistant", messages=QUESTION)
    plain = stub.last_system
    client.chat.completions.create(model="chief", messages=QUESTION)
    assert stub.last_system and stub.last_system != plain


def repeats_itself_where_nothing_may_vary(client, stub):
    stub.says(ANSWER)
    ask = lambda: client.chat.completions.create(model="assistant", messages=QUESTION, temperature=0)
    first = ask().choices[0].message.content
    asked = len(stub.requests)
    stub.says("Something else.")
    assert ask().choices[0].message.content == first == ANSWER
    assert len(stub.requests) == asked, "the model was asked again"


def sees_pictures(client, stub):
    stub.says("A dot.")
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    content = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{dot}"}},
    ]
    client.chat.completions.create(model="assistant", messages=[{"role": "user", "content": content}])
    parts = stub.requests[-1]["messages"][-1]["content"]
    image = next(part for part in parts if part["type"] == "image_url")["image_url"]["url"]
    assert base64.b64decode(image.split(",")[1]) == base64.b64decode(dot), image
    assert stub.requests[-1]["model"] == "stub-eyes", stub.requests[-1]["model"]


def leaves_and_the_model_hears_of_it(client, stub):
    stub.rambles()
    stream = client.chat.completions.create(model="assistant", messages=QUESTION, stream=True)
    next(chunk for chunk in stream if chunk.choices and chunk.choices[0].delta.content)
    stream.close()
    assert stub.left.wait(10), "the model goes on writing for nobody"


def refuses(client, stub):
    def refusal(kind, **changes):
        try:
            client.with_options(**changes.pop("options", {})).chat.completions.create(
                **{"model": "assistant", "messages": QUESTION, **changes})
        except kind as error:
            return error
        raise AssertionError(f"no {kind.__name__} for {changes}")

    asked = len(stub.requests)
    wrong = refusal(openai.AuthenticationError, options={"api_key": "ak_abcdefghjk_wrong"})
    assert wrong.status_code == 401 and wrong.code == "invalid_api_key", wrong
    assert refusal(openai.AuthenticationError, options={"api_key": "nonsense"}).status_code == 401
    assert refusal(openai.NotFoundError, model="nobody").code == "model_not_found"
    assert refusal(openai.BadRequestError, temperature=9).param == "temperature"
    assert refusal(openai.BadRequestError, messages=[]).param == "messages"
    outside = [{"type": "image_url", "image_url": {"url": "http://127.0.0.1:1/x.png"}}]
    refusal(openai.BadRequestError, messages=[{"role": "user", "content": outside}])
    assert len(stub.requests) == asked, "the model was asked although the request was refused"


def tells_when_the_model_fails(client, stub):
    stub.answer = lambda request: 500
    try:
        client.chat.completions.create(model="assistant", messages=QUESTION)
    except openai.InternalServerError as error:
        assert error.status_code == 503 and error.code == "no_answer" and error.message, error
    else:
        raise AssertionError("an answer from a model that failed")
    try:
        list(client.chat.completions.create(model="assistant", messages=QUESTION, stream=True))
    except openai.APIError as error:
        assert error.code == "no_answer", error
    else:
        raise AssertionError("a stream from a model that failed")
    stub.says(ANSWER)


def serves_many_at_once(program, key, stub):
    async def main():
        async with openai.AsyncOpenAI(base_url=f"{program.address}/v1", api_key=key, max_retries=0) as client:
            replies = await asyncio.gather(*[
                client.chat.completions.create(
                    model="assistant", messages=[{"role": "user", "content": f"Question {number}"}])
                for number in range(20)
            ])
        assert all(reply.choices[0].message.content == ANSWER for reply in replies)

    stub.says(ANSWER)
    asyncio.run(main())


def main():
    stub = StubModel()
    with Program(stub, OPENAI_VISION_MODEL="stub-eyes") as program:
        key = program.key("client")
        client = openai.OpenAI(base_url=f"{program.address}/v1", api_key=key, max_retries=0, timeout=30)
        serves_many_at_once(program, key, stub)
        for step in [
            lists_personas_as_models, answers_whole, answers_in_a_stream, keeps_the_talk_that_the_caller_brings,
            speaks_as_the_persona_asked_for, repeats_itself_where_nothing_may_vary, sees_pictures,
            leaves_and_the_model_hears_of_it, refuses, tells_when_the_model_fails,
        ]:
            step(client, stub)
            print("ok:", step.__name__.replace("_", " "))


within_limits(main)
