"""One visit to the simulator's page: talking with a bot, its embeds, buttons, commands and forms, as several people,
by mouse and by keyboard, and with texts that want to be markup wherever one can be put."""

import os
import struct
import sys
import tempfile
import zlib

import hostile
import page as pages
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

pages.INSPECT = pages.INSPECT.replace(
    '!element.src.startsWith("blob:")', '!element.src.startsWith("blob:") && !element.src.startsWith(`${own}/page/files/`)')


def picture(folder):
    """A small sunset."""
    rows = b"".join(
        b"\0" + b"".join(bytes([230 - y // 2, 120 + y // 3, 90 + (x + y) // 6]) for x in range(240)) for y in range(160))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    path = os.path.join(folder, "sunset.png")
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 240, 160, 8, 2, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


class Visit:
    def __init__(self, page):
        self.page = page

    def posts(self):
        return self.page.all(".post")

    def last(self, words):
        """The newest message with these words, once it is there."""
        found = lambda: next((each for each in reversed(self.posts()) if words in each.text), None)
        return self.page.until(f"a message with {words!r}", found, 20)

    def say(self, text):
        self.page.fill("#text", text)
        self.page.one("#text").send_keys(Keys.ENTER)

    def begins(self):
        self.page.go("/")
        self.page.until("the channel", lambda: self.page.text("#channel-name") == "general")
        assert self.page.text("#guild-name") == "Workshop"
        assert self.page.text("#acting-name") == "Ada"
        self.page.until("the bot among the members", lambda: "Acore" in self.page.text("#members"))
        self.page.until("the beginning", lambda: self.page.one("#beginning").is_displayed())
        self.page.until("the message field focused", lambda: self.page.focused.get_attribute("id") == "text")

    def talks(self):
        page = self.page
        # It types for a moment only, which a busy machine may miss.
        page.driver.execute_script("""
            const line = document.getElementById("typing");
            window.typed = "";
            new MutationObserver(() => { window.typed += line.textContent; }).observe(line, { childList: true });""")
        page.press("hello there", Keys.ENTER)
        page.until("somebody types", lambda: "Acore is typing" in page.driver.execute_script("return window.typed"))
        answer = self.last("Good evening")
        assert "Ada" in answer.text and "**" not in answer.text and "(edited)" in answer.text, answer.text
        assert len(answer.find_elements(By.CSS_SELECTOR, "li")) == 2
        assert "let lanterns = 3" in answer.find_element(By.CSS_SELECTOR, "pre").text
        assert "hello there" in answer.find_element(By.CSS_SELECTOR, ".context").text
        page.until("no typing", lambda: page.text("#typing") == "")
        page.until("a reaction", lambda: page.all(".reaction"))
        page.check("a greeting")

    def reacts_replies_edits_deletes(self):
        page = self.page
        page.one(".reaction").click()
        page.until("two reactions", lambda: page.text(".reaction b") == "2")
        assert page.one(".reaction").get_attribute("aria-pressed") == "true"
        # By keyboard: up to the last message, R answers it.
        page.one("#text").send_keys(Keys.SHIFT, Keys.ARROW_UP)
        page.until("a message has the focus", lambda: "post" in page.focused.get_attribute("class"))
        page.press("r")
        page.until_shown("#answering")
        self.say("**Thank** you, @Acore")
        mine = self.last("Thank you")
        assert mine.find_element(By.CSS_SELECTOR, ".mention").text == "@Acore"
        assert "Good evening" in mine.find_element(By.CSS_SELECTOR, ".context").text
        page.one("#text").send_keys(Keys.ARROW_UP)
        page.until("the words to edit", lambda: page.one("#text").get_property("value") == "**Thank** you, @Acore")
        self.say("Thanks a lot, @Acore")
        page.until("the edit", lambda: "(edited)" in self.last("Thanks a lot").text)
        self.say("Forget this")
        self.last("Forget this").find_element(By.CSS_SELECTOR, ".words").click()
        page.driver.execute_script("arguments[0].focus()", self.last("Forget this"))
        page.press(Keys.ENTER)
        page.until_shown("#menu .dangerous").click()
        page.click("#ask-yes")
        page.until("it is gone", lambda: not any("Forget this" in each.text for each in self.posts()))
        page.check("editing")

    def sees_an_embed(self):
        self.say("embed")
        card = self.last("Tonight").find_element(By.CSS_SELECTOR, ".embed")
        assert "river walk" in card.text and len(card.find_elements(By.CSS_SELECTOR, ".fields > div")) == 4
        assert not card.find_elements(By.CSS_SELECTOR, "img"), "a picture of another place is fetched"
        self.page.screenshot("simulator-light")

    def presses_and_chooses(self):
        page = self.page
        self.say("buttons")
        post = self.last("What would you like?")
        post.find_element(By.CSS_SELECTOR, "[data-id=later]").click()
        press = lambda name: self.posts()[-1].find_element(By.CSS_SELECTOR, f"[data-id={name}]")
        Select(press("pick")).select_by_value("autumn")
        hidden = self.last("You chose autumn.")
        assert "Only you can see this" in hidden.text
        hidden.find_element(By.CSS_SELECTOR, ".linklike").click()
        page.until("it is dismissed", lambda: not any("You chose" in each.text for each in self.posts()))
        details = press("many")
        details.find_element(By.CSS_SELECTOR, "summary").click()
        for box in details.find_elements(By.CSS_SELECTOR, "input"):
            box.click()
        details.find_element(By.CSS_SELECTOR, "button").click()
        self.last("You chose red and blue.").find_element(By.CSS_SELECTOR, ".linklike").click()
        Select(press("who")).select_by_visible_text("Ben")
        self.last("You chose ").find_element(By.CSS_SELECTOR, ".linklike").click()
        page.until("it is dismissed", lambda: not any("You chose" in each.text for each in self.posts()))
        press("nothing").click()
        page.until("no answer", lambda: page.all(".press-fault"))
        assert "did not respond" in page.text(".press-fault")
        press("wave").click()
        self.last("It waved back.")
        page.screenshot("simulator-buttons")
        page.check("buttons")

    def fills_in_a_form(self):
        page = self.page
        self.last("It waved back.").find_element(By.CSS_SELECTOR, "[data-id=write]").click()
        page.until_shown("#form[open]")
        assert page.text("#form h2") == "Tell me more" and page.one("#form strong").text == "this"
        page.until("the first field focused", lambda: page.focused.tag_name == "textarea")
        page.press("It was **fine**")
        Select(page.one("#form select")).select_by_value("lovely")
        page.screenshot("simulator-form")
        page.click("#form button[type=submit]")
        noted = self.last("Noted: It was fine, lovely")
        assert noted.find_element(By.CSS_SELECTOR, "strong").text == "fine"
        page.until("the form is gone", lambda: not page.all("#form[open]"))
        page.check("a form")

    def begin(self, command):
        self.page.one("#text").send_keys(command)
        self.page.until("it is offered", lambda: [each.text for each in self.page.all(".offer b")] == [command])
        self.page.press(Keys.TAB)

    def uses_commands(self):
        page = self.page
        page.one("#text").send_keys("/")
        page.until("the commands", lambda: len(page.all(".offer")) == 4)
        page.screenshot("simulator-commands")
        page.press("wea")
        page.until("one fits", lambda: len(page.all(".offer")) == 1)
        page.press(Keys.TAB)
        page.until_shown(".command-name")
        page.until("the cities", lambda: [each.text for each in page.all(".offer")] == ["Lisbon", "London", "Lima", "Oslo"])
        page.press("l", "i")
        page.until("fewer cities", lambda: [each.text for each in page.all(".offer")] == ["Lisbon", "Lima"])
        page.screenshot("simulator-autocomplete")
        page.press(Keys.ARROW_DOWN, Keys.ENTER)
        page.until("Lima", lambda: page.one("[data-option=city]").get_property("value") == "Lima")
        page.press(Keys.ENTER)
        answer = self.last("Rain in lima")
        assert "/weather" in answer.text and "Only you can see this" in answer.text, answer.text
        assert answer.find_element(By.CSS_SELECTOR, "strong").text == "hat"
        self.begin("/ask")
        page.until_shown("[data-option=question]").send_keys("How long is the river?", Keys.ENTER)
        self.last("is thinking…")
        page.screenshot("simulator-thinking")
        assert "/ask" in self.last("Seven kilometres.").text
        self.begin("/silence")
        page.until_shown(".command-name")
        page.press(Keys.ENTER)
        page.until("no answer", lambda: any("did not respond" in each.text for each in page.all(".pending")), 10)
        page.click(".pending .linklike")
        self.begin("/feedback")
        page.until_shown(".command-name")
        page.press(Keys.ENTER)
        page.until_shown("#form[open]")
        page.press(Keys.ESCAPE)
        # A command of the message's own menu.
        page.driver.execute_script("arguments[0].focus()", self.last("Thanks a lot"))
        page.press(Keys.ENTER)
        page.choose("Shout")
        assert "/Shout" in self.last("THANKS A LOT").text
        page.check("commands")

    def sees_parts(self):
        self.say("container")
        box = self.last("A small shop").find_element(By.CSS_SELECTOR, ".container")
        assert box.find_element(By.CSS_SELECTOR, "h4").text == "A small shop"
        self.say("poll")
        poll = self.last("Tea or coffee?")
        poll.find_elements(By.CSS_SELECTOR, ".answer-bar")[0].click()
        self.page.until("a vote", lambda: "1 vote" in self.last("Tea or coffee?").text)
        with tempfile.TemporaryDirectory() as folder:
            self.page.one("#files").send_keys(picture(folder))
            self.page.until("the preview", lambda: self.page.all("#previews img"))
            self.say("What a sky")
            post = self.last("What a sky")
        shown = post.find_element(By.CSS_SELECTOR, ".picture img")
        self.page.until("the picture", lambda: shown.get_property("naturalWidth") == 240)
        shown.click()
        self.page.until_shown("#viewer[open] img")
        self.page.press(Keys.ESCAPE)
        self.page.check("parts")
        self.page.screenshot("simulator-parts")

    def starts_a_thread(self):
        page = self.page
        page.driver.execute_script("arguments[0].focus()", self.last("What a sky"))
        page.press(Keys.ENTER)
        page.choose("thread")
        page.until_shown("#form[open] input")
        page.press("About the sky", Keys.ENTER)
        page.until("the thread", lambda: page.text("#channel-name") == "About the sky")
        self.say("hello from here")
        self.last("Good evening")
        assert any("About the sky" in each.text for each in page.all(".threads .channel"))
        next(each for each in page.all(".channel") if each.text == "general").click()
        page.until("back", lambda: page.text("#channel-name") == "general")

    def is_somebody_else(self):
        page = self.page
        page.click("#acting")
        page.choose("Cleo")
        page.until("Cleo", lambda: page.text("#acting-name") == "Cleo")
        page.until("the messages", lambda: len(self.posts()) > 5)
        assert not any("Only you" in each.text for each in self.posts()), "somebody else's hidden message is shown"
        assert "staff" not in page.text("#channels"), "a channel that Cleo may not see is shown"
        self.say("I am @Ben's friend")
        page.driver.refresh()
        page.until("still Cleo", lambda: page.text("#acting-name") == "Cleo")
        self.last("friend")

    def writes_in_private(self):
        page = self.page
        next(each for each in page.all(".member") if "Acore" in each.text).click()
        page.choose("Direct")
        page.until("the direct messages", lambda: page.text("#guild-name") == "Direct messages")
        self.say("hello")
        self.last("Good evening, Cleo")
        page.screenshot("simulator-direct")
        page.all(".server")[1].click()
        page.until("the server again", lambda: page.text("#guild-name") == "Workshop")

    def stays_text(self):
        page = self.page
        for text in hostile.STRINGS:
            before = len(self.posts())
            self.say(f"echo {text}")
            page.until("the echo", lambda: len(self.posts()) >= before + 3)
            page.check(f"saying {text!r}")
        for text in hostile.ONE_LINE[:6]:
            page.driver.execute_async_script("""
                const [name, done] = arguments;
                const as = localStorage.getItem("acore.simulator.me"), channel = location.hash.slice(1);
                fetch("/page/acts/thread", { method: "POST", headers: { "Content-Type": "application/json" },
                    body: JSON.stringify({ as, channel, name }) }).then((answer) => done(answer.status));""", text)
            page.check(f"a thread {text!r}")
        page.driver.refresh()
        page.until("the messages", lambda: len(self.posts()) > 30)
        page.check("a reload")

    def looks_around(self):
        page = self.page
        scroll = "document.getElementById('scroll').scrollTop"
        page.driver.execute_script(f"{scroll} = 600")
        page.until_shown("#to-end").click()
        page.until("the end", lambda: not page.one("#to-end").is_displayed())
        before = len(self.posts())
        page.driver.execute_script(f"{scroll} = 0")
        page.until("older messages", lambda: len(self.posts()) > before)
        page.click("#theme")
        page.until("dark", lambda: page.one("html").get_attribute("data-theme") == "dark")
        page.driver.execute_script("location.hash = arguments[0]", self.general)
        page.screenshot("simulator-dark")

    @property
    def general(self):
        return self.page.driver.execute_script("return location.hash.slice(1)")

    def fits_a_phone(self):
        page = self.page
        page.as_phone()
        page.devtools("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=1)
        page.driver.refresh()
        page.until("the messages", lambda: len(self.posts()) > 10)
        self.say("embed")
        self.last("Tonight")
        assert self.posts()[-1].find_element(By.CSS_SELECTOR, ".tools button:last-child").is_displayed()
        width = page.driver.execute_script("return document.documentElement.scrollWidth")
        assert width <= 390, f"it is {width} wide"
        page.screenshot("simulator-phone")
        page.click("#side-open")
        page.until_shown("#channels")
        page.screenshot("simulator-phone-side")
        page.press(Keys.ESCAPE)
        page.until("the room", lambda: not page.one("#channels").is_displayed())
        page.as_phone(False)
        page.devtools("Emulation.setTouchEmulationEnabled", enabled=False)
        page.check("a phone")

    def all(self):
        steps = [
            self.begins, self.talks, self.reacts_replies_edits_deletes, self.sees_an_embed, self.presses_and_chooses,
            self.fills_in_a_form, self.uses_commands, self.sees_parts, self.starts_a_thread, self.is_somebody_else,
            self.writes_in_private, self.stays_text, self.looks_around, self.fits_a_phone]
        for step in steps:
            print(step.__name__, flush=True)
            step()
        self.page.check_console()


def main():
    page = pages.Page(os.environ["ACORE_PAGE"])
    try:
        Visit(page).all()
    except BaseException:
        page.screenshot("simulator-failed")
        print(page.console(), file=sys.stderr)
        raise
    finally:
        page.close()


main()
