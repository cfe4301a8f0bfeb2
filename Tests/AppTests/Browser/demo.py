"""Somebody new tries the bot on a Discord of their own, as `make demo` starts it: they greet it, see its answer grow, use its
commands, write to it in private, and look at its own page."""

import os
import re
import signal
import subprocess
import sys
import threading

from page import Page
from program import Program, within_limits
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select
from stub_model import StubModel

TOKEN = "YWNvcmU.simulated.token"


class Simulator:
    """`acore simulate` on free ports."""

    def __init__(self, *more):
        self.more = more

    def __enter__(self):
        ports = [word for name in ("port", "api-port", "gateway-port") for word in (f"--{name}", "0")]
        self.process = subprocess.Popen(
            [os.environ["ACORE_BINARY"], "simulate", *ports, "--token", TOKEN, *self.more], stdout=subprocess.PIPE, text=True)
        greeting = ""
        while "A bot" not in greeting:
            line = self.process.stdout.readline()
            assert line, f"the simulator greets otherwise than expected: {greeting!r}"
            greeting += line
        self.page = re.search(r"Page +(\S+)", greeting)[1]
        self.api = re.search(r"REST +(\S+)", greeting)[1]
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Visit:
    def __init__(self, page, stub, program):
        self.page, self.stub, self.program = page, stub, program

    def last(self, words):
        """The newest message with these words, once it is there."""
        found = lambda: next((each for each in reversed(self.page.all(".post")) if words in each.text), None)
        return self.page.until(f"a message with {words!r}", found)

    def arrives(self):
        page = self.page
        page.go("/")
        page.until("the channel", lambda: page.text("#channel-name") == "general")
        assert "Say hello to Wren" in page.text("#beginning")
        page.until("Wren is here", lambda: "Away" not in page.text("#members") and "Wren" in page.text("#members"))

    def sees_an_answer_grow(self):
        goes_on = threading.Event()

        def pieces(request):
            yield "Good evening, Ada. "
            yield "The lamps are lit, "
            goes_on.wait(60)
            yield "and the **kettle** is on."

        self.stub.answer = pieces
        self.page.press("Wren, good evening!", Keys.ENTER)
        growing = self.last("The lamps are lit")
        assert "kettle" not in growing.text
        self.page.screenshot("demo-growing")
        goes_on.set()
        whole = self.last("the kettle is on.")
        assert "Good evening, Ada." in whole.text and whole.find_element(By.CSS_SELECTOR, "strong").text == "kettle"
        assert "Wren, good evening!" in whole.find_element(By.CSS_SELECTOR, ".context").text, "it is no reply"
        assert len([each for each in self.page.all(".post") if "lamps" in each.text]) == 1
        self.stub.says("As you wish.")

    def begin(self, command):
        self.page.one("#text").send_keys(command)
        self.page.until("it is offered first", lambda: [each.text for each in self.page.all(".offer b")][:1] == [command])
        self.page.press(Keys.TAB)
        self.page.until_shown(".command-name")

    def chooses_a_character(self):
        page = self.page
        page.one("#text").send_keys("/")
        page.until("the commands", lambda: "/set_character" in [each.text for each in page.all(".offer b")])
        page.screenshot("demo-commands")
        page.press(Keys.BACKSPACE)
        self.begin("/set_character")
        names = lambda: [each.text for each in page.all(".offer")]
        page.until("the characters", lambda: len(names()) > 5)
        page.press("duch")
        page.until("the one", lambda: names() == ["The Duchess of Overcast"])
        page.screenshot("demo-autocomplete")
        page.press(Keys.ARROW_DOWN, Keys.ENTER)
        page.until("the name", lambda: page.one("[data-option=character]").get_property("value") == "The Duchess of Overcast")
        page.press(Keys.ENTER)
        assert "Only you can see this" in self.last("The Duchess of Overcast").text

    def looks_for_help(self):
        self.begin("/help")
        self.page.press(Keys.ENTER)
        self.last("/why")
        choice = Select(self.page.all(".post select")[-1])
        others = [each.text for each in choice.options if not each.is_selected()]
        choice.select_by_visible_text(others[-1])
        self.page.until("another page of it", lambda: "/why" not in self.page.all(".post")[-1].text)
        self.page.screenshot("demo-help")

    def press(self, label):
        buttons = self.page.all(".post")[-1].find_elements(By.CSS_SELECTOR, "button")
        next(each for each in buttons if each.text == label).click()

    def fills_in_a_form(self):
        page = self.page
        self.begin("/settings")
        page.press(Keys.ENTER)
        self.last("Language: the one I am spoken to in")
        page.screenshot("demo-settings")
        self.press("Language and character")
        page.until_shown("#form[open]")
        assert page.text("#form h2") == "Language and character"
        page.press("German")
        page.screenshot("demo-form")
        page.click("#form button[type=submit]")
        self.last("Language: German")
        page.until("the form is gone", lambda: not page.all("#form[open]"))
        assert not [each for each in page.all(".post") if "spoken to in" in each.text], "there are two of it"

    def thinks_better_of_it(self):
        self.begin("/clear_history")
        self.page.press(Keys.ENTER)
        self.last("It cannot be brought back.")
        self.page.screenshot("demo-buttons")
        self.press("Keep it")
        self.last("Everything stays as it is.")

    def writes_in_private(self):
        page = self.page
        next(each for each in page.all(".member") if "Wren" in each.text).click()
        page.choose("Direct")
        page.until("the direct messages", lambda: page.text("#guild-name") == "Direct messages")
        page.fill("#text", "are you there")
        page.one("#text").send_keys(Keys.ENTER)
        self.last("As you wish.")
        page.check("a private word")

    def looks_at_the_page_of_the_program(self):
        sign_in(self.page, self.program)
        self.page.until("where it is", lambda: "Discord: Wren in 1 server" in self.page.text("#strip"))
        assert "Intent" not in self.page.text("#strip")

    def all(self):
        for step in [
            self.arrives, self.sees_an_answer_grow, self.chooses_a_character, self.looks_for_help,
            self.fills_in_a_form, self.thinks_better_of_it, self.writes_in_private, self.looks_at_the_page_of_the_program,
        ]:
            print(step.__name__, flush=True)
            step()
        self.page.check_console()


def sign_in(page, program):
    page.address = program.address
    page.go("/sign-in")
    page.until_shown("#password").send_keys(program.password, Keys.ENTER)


def sees_what_is_switched_off(page, simulator, stub, program):
    """On Discord, on the program's page, with the way there, and in its log."""
    page.address = simulator.page
    visit = Visit(page, stub, program)
    visit.arrives()
    visit.begin("/status")
    page.press(Keys.ENTER)
    assert "The Message Content Intent is off" in visit.last("I am Acore").text
    page.screenshot("demo-status")
    sign_in(page, program)
    page.until("what is missing", lambda: "Message Content Intent is off" in page.text("#strip"))
    link = page.one("#strip a").get_attribute("href")
    assert re.fullmatch(r"https://discord\.com/developers/applications/\d+/bot", link), link
    assert f"Switch it on at {link}" in program.logged()
    page.screenshot("demo-switch")
    page.as_phone()
    page.screenshot("demo-switch-phone")
    page.as_phone(False)


def main():
    stub = StubModel()
    on = lambda simulator: {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": simulator.api}
    with Simulator() as simulator, Program(stub, **on(simulator)) as program:
        page = Page(simulator.page)
        try:
            Visit(page, stub, program).all()
            with Simulator("--without-message-content") as other, Program(stub, **on(other)) as program:
                sees_what_is_switched_off(page, other, stub, program)
        except BaseException:
            page.screenshot("demo-failed")
            print(page.console(), file=sys.stderr)
            raise
        finally:
            page.close()


within_limits(main)
