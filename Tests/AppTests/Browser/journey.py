"""One visit: somebody signs in, talks, stops an answer, chooses whom to talk to, sends a picture, deletes a talk,
changes settings and the password — by mouse and by keyboard, and with texts that want to be markup in every field."""

import os
import shutil
import struct
import sys
import time
import zlib

from hostile_steps import HostileSteps
from page import Page
from program import Program, within_limits
from selenium.webdriver.common.keys import Keys
from stub_model import StubModel

ANSWER = """The **river** is seven kilometres long. See [a map](https://example.org/map).

```swift
let length = 7
```
- one bridge
- two `mills`"""


class Journey(HostileSteps):
    def __init__(self, page, stub, program):
        self.page, self.stub, self.program = page, stub, program

    # Signing in

    def is_turned_away_with_a_wrong_password(self):
        self.page.go("/")
        self.page.until_path("/sign-in")
        self.page.screenshot("sign-in-light")
        self.page.expect_complaint("/api/session - Failed to load resource: the server responded with a status of 401")
        self.page.fill("#password", "not the password")
        self.page.click("#form button[type=submit]")
        self.page.until("a refusal", lambda: self.page.text("#fault"))
        assert "belong together" in self.page.text("#fault"), self.page.text("#fault")
        self.page.until_path("/sign-in")

    def signs_in_with_the_keyboard(self):
        self.page.go("/sign-in")
        self.page.until("the password focused", lambda: self.page.focused.get_attribute("id") == "password")
        self.page.press(self.program.password, Keys.ENTER)
        self.page.until_path("/")
        self.page.until_shown("#welcome")
        self.page.until("a greeting", lambda: self.page.text("#greeting") and self.page.text("#about"))
        assert len(self.page.all("#starters button")) == 4

    # Talking

    def ask(self, text):
        """Sends a message and waits for the whole answer; returns its element."""
        before = len(self.page.all(".by-persona"))
        self.page.fill("#message", text)
        self.page.click("#send")
        return self.answered(before)

    def answered(self, before):
        page = self.page
        page.until("an answer", lambda: len(page.all(".by-persona")) > before)
        page.until("its end", lambda: page.all(".by-persona")[-1].get_attribute("aria-busy") is None)
        return page.all(".by-persona")[-1]

    def comes_by_a_link_on_another_site(self):
        self.page.driver.get(f"data:text/html,<a id=link href='{self.page.address}/'>Acore</a>")
        self.page.click("#link")
        self.page.until_path("/")
        self.page.until_shown("#welcome")

    def reads_an_answer(self):
        self.stub.says(ANSWER)
        answer = self.ask("How long is the river?")
        assert "seven kilometres" in answer.text and "**" not in answer.text, answer.text
        assert self.page.one(".by-persona strong").text == "river"
        assert "let length = 7" in self.page.text(".by-persona pre")
        assert len(self.page.all(".by-persona li")) == 2
        link = self.page.one(".by-persona .words a")
        assert link.get_attribute("href") == "https://example.org/map"
        assert "noopener" in (link.get_attribute("rel") or "") or not link.get_attribute("target"), "it may reach back"
        assert self.page.text(".by-user .bubble") == "How long is the river?"
        assert "tokens" in answer.find_element("css selector", ".meta").get_property("textContent")
        self.page.until("the talk in the list", lambda: self.titles() == ["How long is the river?"])
        assert "?c=" in self.page.driver.current_url
        self.page.until("the model in the strip", lambda: "stub" in self.page.text("#strip"))
        self.page.check("an answer")

    def sees_it_being_written(self):
        self.stub.rambles(words=50, pause=0.1)
        self.page.fill("#message", "Take your time.")
        self.page.click("#send")
        seen = set()

        def is_done():
            last = self.page.all(".by-persona")[-1]
            seen.add(len(last.find_element("css selector", ".words").text))
            return "word49" in last.text and last.get_attribute("aria-busy") is None

        self.page.until("the last word", is_done)
        assert len(seen) > 4, f"it came in {len(seen)} steps"

    def stops_an_answer(self):
        self.stub.rambles()
        self.page.fill("#message", "Tell me everything.")
        self.page.click("#send")
        self.page.until("some words", lambda: "word3" in self.page.all(".by-persona .words")[-1].text)
        self.page.screenshot("chat-writing")
        self.page.click("#stop")
        self.page.until("the remark", lambda: "stopped here" in self.page.all(".by-persona")[-1].text)
        assert self.stub.left.wait(10), "the model goes on writing"
        assert self.page.one("#send").is_displayed() and not self.page.one("#stop").is_displayed()
        self.page.driver.refresh()
        self.page.until("the talk after a reload", lambda: len(self.page.all(".by-persona")) == 3)
        self.page.until("what was said", lambda: "word3" in self.page.all(".by-persona")[-1].text)
        last = self.page.all(".by-persona")[-1].text
        assert "stopped here" in last and "word399" not in last, last
        names = {speaker.text for speaker in self.page.all(".by-persona .speaker")}
        assert names == {self.page.text("#who-name")}, names

    def loses_nothing_when_the_session_ends(self):
        page = self.page
        where = page.driver.current_url
        # The list of talks may be on its way when a session ends.
        for path in ["/api/chat", "/api/conversations"]:
            page.expect_complaint(f"{path} - Failed to load resource: the server responded with a status of 401")
        page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        page.fill("#message", "Do not lose this.")
        page.click("#send")
        page.until_path("/sign-in")
        page.fill("#password", self.program.password)
        page.click("#form button[type=submit]")
        page.until("the talk", lambda: page.all(".by-persona"))
        assert page.driver.current_url == where, page.driver.current_url
        assert page.one("#message").get_property("value") == "Do not lose this."
        self.stub.says("It is here.")
        before = len(page.all(".by-persona"))
        page.click("#send")
        assert "here" in self.answered(before).text

    def hears_of_a_failure_and_tries_again(self):
        self.stub.answer = lambda request: 400
        before = len(self.page.all(".by-persona"))
        self.page.fill("#message", "Will this go wrong?")
        self.page.click("#send")
        self.page.until("a fault", lambda: self.page.all(".by-persona.failed .fault"))
        self.stub.says("Now it went well.")
        self.page.click(".by-persona.failed .retry")
        assert "went well" in self.answered(before).text
        self.page.check("a failure")
        self.stub.answer = lambda request: 400
        self.page.fill("#message", "And this?")
        self.page.click("#send")
        self.page.until("another fault", lambda: self.page.all(".by-persona.failed .retry"))
        self.stub.says("On we go.")
        before = len(self.page.all(".by-persona"))
        self.page.fill("#message", "Never mind.")
        self.page.click("#send")
        assert "On we go" in self.answered(before).text
        assert not self.page.all(".retry"), "an old question could be asked once more, after others"

    # Choosing

    def talks_to_somebody_else(self):
        self.stub.says("Yo.")
        self.ask("Who are you?")
        plain = self.stub.last_system
        name = self.choose("chief")
        self.page.until("a new talk", lambda: self.page.one("#welcome").is_displayed())
        assert self.page.text("#who-name") == name
        answer = self.ask("And you?")
        assert answer.find_element("css selector", ".speaker").text == name
        assert self.stub.last_system != plain, "the model was not told who it is now"
        usual = self.stub.last_system
        self.page.click("#who")
        moods = self.page.until("the moods", lambda: self.page.all("#moods label"))
        assert len(moods) >= 4, len(moods)
        self.page.screenshot("personas")
        next(mood for mood in moods if not mood.find_element("css selector", "input").is_selected()).click()
        self.page.click("#picker-close")
        self.ask("And in this mood?")
        assert self.stub.last_system != usual, "the model was not told of the mood"
        self.page.check("choosing")
        mood = self.page.text("#who-mood")
        self.page.driver.refresh()
        self.page.until("the talk", lambda: self.page.all(".by-persona"))
        self.page.until("the mood", lambda: self.page.text("#who-mood") == mood)

    def choose(self, persona):
        """Picks the persona whose name or id is given; returns its name."""
        self.page.click("#who")
        self.page.until_shown("#picker[open] .person")
        cards = [card for card in self.page.all(".person") if persona in card.text.lower()]
        assert cards, f"no {persona} among {[card.text for card in self.page.all('.person')]}"
        name = cards[0].find_element("css selector", "strong").text
        cards[0].click()
        return name

    # Talks

    def titles(self):
        return [title.text for title in self.page.all("#talks .talk-title")]

    def deletes_a_talk(self):
        self.page.click("#new-talk")
        self.stub.says("I will.")
        self.ask("Forget this one.")
        self.page.until("it in the list", lambda: "Forget this one." in self.titles())
        before = self.titles()
        remove = lambda: self.page.driver.execute_script(
            "document.querySelector('#talks .talk.current button').focus();"
            "document.querySelector('#talks .talk.current button').click()")
        remove()
        self.page.click("#ask-no")
        assert self.titles() == before
        remove()
        self.page.until("what is to be deleted", lambda: "Forget this one." in self.page.text("#ask-text"))
        self.page.click("#ask-yes")
        self.page.until("it gone", lambda: "Forget this one." not in self.titles())
        assert len(self.titles()) == len(before) - 1
        self.page.until("an empty page", lambda: not self.page.all(".by-persona"))
        self.page.click("#talks .talk a")
        self.page.until("another one opened", lambda: self.page.all(".by-persona"))
        assert self.page.all(".by-persona .speaker")[-1].text == self.page.text("#who-name"), "somebody else would go on"

    def sends_a_picture(self):
        self.stub.says("A red square.")
        self.page.click("#new-talk")
        for name in ["red.png", "\"><img src=x onerror=pwned()>.png"]:
            path = os.path.join(self.program.home, name)
            with open(path, "wb") as file:
                file.write(red_square())
            self.page.one("#files").send_keys(path)
        self.page.until("two previews", lambda: len(self.page.all("#previews img")) == 2)
        self.page.check("a picture with a hostile name")
        self.page.all("#previews .remove")[0].click()
        self.page.until("one preview", lambda: len(self.page.all("#previews img")) == 1)
        answer = self.ask("What is this?")
        assert "red square" in answer.text, answer.text
        content = self.stub.requests[-1]["messages"][-1]["content"]
        assert any(part["type"] == "image_url" for part in content), content
        assert self.page.one(".by-user img").get_property("naturalWidth") == 8
        self.page.check("a picture")

    def deletes_a_talk_that_is_being_said(self):
        page = self.page
        page.click("#new-talk")
        self.stub.says("I will.")
        self.ask("Forget what you are about to say.")
        page.until("it in the list", lambda: page.all("#talks .talk.current button"))
        self.stub.rambles()
        page.fill("#message", "Say it.")
        page.click("#send")
        page.until("some words", lambda: "word3" in page.all(".by-persona .words")[-1].text)
        page.driver.execute_script("document.querySelector('#talks .talk.current button').click()")
        page.click("#ask-yes")
        page.until("an empty page", lambda: not page.all(".by-persona"))
        assert self.stub.left.wait(10), "the model goes on writing"
        page.driver.refresh()
        page.until_shown("#welcome")
        page.until("the list", lambda: self.titles())
        assert "Forget what you are about to say." not in self.titles(), self.titles()

    # Settings

    def setting(self, key):
        return f'.setting[data-key="{key}"]'

    def changes_settings(self):
        page = self.page
        page.click('.drawer-foot a[href="/settings"]')
        page.until_path("/settings")
        page.until_shown(self.setting("CHAT_HISTORY_MAX_MESSAGES"))
        self.save("CHAT_HISTORY_MAX_MESSAGES", "7")
        first = page.until("the change on record", lambda: page.all("#changes tr")[0].text)
        assert all(word in first for word in ["operator", "CHAT_HISTORY_MAX_MESSAGES", "7"]), first
        page.expect_complaint("/api/settings - Failed to load resource: the server responded with a status of 400")
        page.fill(self.setting("CHAT_HISTORY_MAX_MESSAGES") + " input", "7000")
        form = page.one(self.setting("CHAT_HISTORY_MAX_MESSAGES") + " form")
        page.driver.execute_script("arguments[0].noValidate = true; arguments[0].requestSubmit()", form)
        page.until("a fault", lambda: page.all(self.setting("CHAT_HISTORY_MAX_MESSAGES") + " .told.fault"))

        # An emptied number is the default again, and what is being written elsewhere stays.
        page.fill(self.setting("SYSTEM_PROMPT") + " input", "still being written")
        self.save("CHAT_HISTORY_MAX_MESSAGES", "")
        assert page.one(self.setting("CHAT_HISTORY_MAX_MESSAGES") + " input").get_property("value") not in ["", "0", "7"]
        assert page.one(self.setting("SYSTEM_PROMPT") + " input").get_property("value") == "still being written"

        secret = "sk-very-secret-indeed"
        self.save("OPENROUTER_API_KEY", secret)
        page.driver.refresh()
        page.until_shown(self.setting("OPENROUTER_API_KEY"))
        page.until("changes", lambda: page.all("#changes tr"))
        shown = page.driver.page_source + page.driver.execute_script(
            "return [...document.querySelectorAll('input')].map((input) => input.value).join()")
        assert secret not in shown, "a secret is shown"
        assert "•••" in page.all("#changes tr")[0].text, page.all("#changes tr")[0].text
        pinned = page.one(self.setting("OPENAI_URL") + " input")
        assert not pinned.is_enabled(), "what the environment says can be changed"
        assert "environment" in page.text(self.setting("OPENAI_URL"))
        page.screenshot("settings-light")
        page.check("settings")

    def save(self, key, value):
        page = self.page
        page.fill(f"{self.setting(key)} input", value)
        page.until(f"{key} can be saved", lambda: page.one(f"{self.setting(key)} button[type=submit]").is_enabled())
        page.click(f"{self.setting(key)} button[type=submit]")
        page.until(f"{key} saved", lambda: "Saved" in page.text(f"{self.setting(key)} .told"))

    def changes_the_password(self):
        page = self.page
        page.go("/settings")
        page.until_shown("#current")
        page.expect_complaint("/api/password - Failed to load resource: the server responded with a status of 403")
        page.fill("#current", "not the password")
        page.fill("#new", "correct horse battery")
        page.click("#password-form button[type=submit]")
        page.until("a refusal", lambda: page.all("#password-told.fault") and page.text("#password-told"))
        page.fill("#current", self.program.password)
        old = page.one("#password-form")
        page.click("#password-form button[type=submit]")
        page.until("the page anew", lambda: is_gone(old))
        page.until("the change on record", lambda: any("password" in row.text for row in page.all("#changes tr")))
        page.go("/")
        page.click("#sign-out")
        page.until_path("/sign-in")
        page.fill("#password", self.program.password)
        page.click("#form button[type=submit]")
        page.until("the old one refused", lambda: page.text("#fault"))
        page.fill("#password", "correct horse battery")
        page.click("#form button[type=submit]")
        page.until_path("/")
        page.until_shown("#welcome")

    # By keyboard alone

    def goes_by_keyboard(self):
        page = self.page
        page.go("/")
        page.until_shown("#welcome")
        page.until("the field focused", lambda: page.focused.get_attribute("id") == "message")
        self.stub.says("By keyboard.")
        page.press("Can I type?", Keys.ENTER)
        assert "By keyboard." in self.answered(0).text
        self.stub.rambles()
        page.press("And stop?", Keys.ENTER)
        page.until("some words", lambda: "word3" in page.all(".by-persona .words")[-1].text)
        page.press(Keys.ESCAPE)
        page.until("the remark", lambda: "stopped here" in page.all(".by-persona")[-1].text)
        self.stub.says("Hello.")
        before = page.text("#who-name")
        page.tab_to("the choice of persona", lambda element: element.get_attribute("id") == "who")
        page.press(Keys.ENTER)
        page.until_shown("#picker[open]")
        page.tab_to("another persona", lambda element: element.get_attribute("aria-pressed") == "false")
        page.press(Keys.ENTER)
        page.until("somebody else", lambda: page.text("#who-name") != before)
        page.until("the picker closed", lambda: not page.all("#picker[open]"))
        page.tab_to("a talk", lambda element: "/?c=" in (element.get_attribute("href") or ""))
        page.press(Keys.ENTER)
        page.until("the talk", lambda: page.all(".by-persona"))
        page.tab_to("its removal", lambda element: (element.get_attribute("aria-label") or "").startswith("Delete"))
        page.press(Keys.ENTER)
        page.until("the question, with the safe answer focused", lambda: page.focused.get_attribute("id") == "ask-no")
        page.press(Keys.ESCAPE)
        page.until("no question", lambda: not page.all("#ask[open]"))
        page.tab_to("the settings", lambda element: (element.get_attribute("href") or "").endswith("/settings"))
        page.press(Keys.ENTER)
        page.until_path("/settings")

    # How it looks

    def looks_well(self):
        page = self.page
        page.as_phone(False)
        self.stub.says(ANSWER)
        for scheme in ["light", "dark"]:
            page.prefer(scheme)
            page.go("/")
            page.until_shown("#welcome")
            page.screenshot(f"welcome-{scheme}")
            self.ask("How long is the river?")
            page.screenshot(f"chat-{scheme}")
            assert page.one("html").get_attribute("data-theme") == scheme
        page.as_phone()
        page.driver.refresh()
        page.until("the talk", lambda: page.all(".by-persona"))
        page.screenshot("phone-chat")
        wide = page.driver.execute_script("return document.documentElement.scrollWidth > innerWidth")
        assert not wide, "the page is wider than the phone"
        page.click("#drawer-open")
        where = "return document.getElementById('drawer').getBoundingClientRect().x"
        page.until("the drawer", lambda: page.driver.execute_script(where) == 0)
        page.screenshot("phone-talks")
        page.until("the drawer focused", lambda: page.focused.get_attribute("id") == "drawer-close")
        for _ in range(30):
            page.press(Keys.TAB)
            inside = page.driver.execute_script("return !document.activeElement.closest('.room')")
            assert inside, "the Tab key leaves the drawer"
        page.press(Keys.ESCAPE)
        page.until("the drawer closed", lambda: page.focused.get_attribute("id") == "drawer-open")
        page.go("/settings")
        page.until_shown(self.setting("SYSTEM_PROMPT"))
        page.screenshot("phone-settings")
        wide = page.driver.execute_script("return document.documentElement.scrollWidth > innerWidth")
        assert not wide, "the settings are wider than the phone"
        page.as_phone(False)
        page.prefer("dark")
        page.driver.refresh()
        page.until_shown(self.setting("SYSTEM_PROMPT"))
        page.screenshot("settings-dark")

    steps = [
        is_turned_away_with_a_wrong_password, signs_in_with_the_keyboard, comes_by_a_link_on_another_site,
        reads_an_answer, sees_it_being_written, stops_an_answer, loses_nothing_when_the_session_ends,
        hears_of_a_failure_and_tries_again, talks_to_somebody_else, deletes_a_talk, deletes_a_talk_that_is_being_said,
        sends_a_picture, changes_settings, goes_by_keyboard, looks_well, *HostileSteps.steps, changes_the_password,
    ]


def is_gone(element):
    try:
        element.is_enabled()
        return False
    except Exception:
        return True


def red_square(size=8):
    rows = (b"\0" + b"\xff\0\0" * size) * size

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def main():
    stub = StubModel()
    shutil.rmtree(os.environ["ACORE_SCREENSHOTS"], ignore_errors=True)
    with Program(stub, OPENAI_VISION_MODEL="stub-eyes") as program:
        page = Page(program.address)
        try:
            journey = Journey(page, stub, program)
            for step in Journey.steps:
                began = time.monotonic()
                step(journey)
                print(f"ok: {step.__name__.replace('_', ' ')} ({time.monotonic() - began:.1f} s)", flush=True)
            page.check_console()
        except BaseException:
            page.screenshot("failure")
            print(page.console(), file=sys.stderr)
            raise
        finally:
            page.close()


within_limits(main)
