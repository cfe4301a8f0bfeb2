"""The part of the visit in which every field is given texts that want to be markup."""

import json
import os
import time

import hostile
from selenium.webdriver.common.keys import Keys


class HostileSteps:
    """Steps of a journey: see there for `page`, `stub`, `program`, `ask` and the like."""

    def stays_text_in_talks(self):
        page = self.page
        page.go("/")
        page.until_shown("#welcome")
        for text in hostile.STRINGS:
            page.click("#new-talk")
            self.stub.says(text)
            before = len(page.all(".by-persona"))
            page.fill("#message", text)
            page.click("#send")
            self.answered(before)
            page.check(f"saying {text!r}")
        page.until("all titles", lambda: len(self.titles()) >= len(hostile.STRINGS))
        page.check("hostile titles")
        # The same once more, as it was kept.
        page.driver.refresh()
        page.until("the list", lambda: len(self.titles()) >= len(hostile.STRINGS))
        page.check("a reload")
        for number in range(len(hostile.STRINGS)):
            open_talk = f"document.querySelectorAll('#talks a')[{number}].click()"
            page.driver.execute_script(f"document.getElementById('log').replaceChildren(); {open_talk}")
            page.until("the talk", lambda: page.all(".by-persona"))
            page.check(f"opening talk {number}")
        page.one("#talks .talk.current button").send_keys(Keys.ENTER)
        page.until_shown("#ask[open]")
        page.check("asking whether to delete a hostile title")
        page.click("#ask-no")

    def stays_text_in_personas(self):
        page = self.page
        folder = os.path.join(self.program.data, "personas", "characters")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(os.environ["ACORE_SHARE"], "personas/characters/pim.json")) as file:
            sheet = json.load(file)
        everything = " ".join(hostile.ONE_LINE)
        sheet |= {"display_name": hostile.ONE_LINE[3], "description": everything, "greetings": hostile.ONE_LINE}
        for name in ["mallory", "<img src=x onerror=pwned()>", "\"onmouseover=\"pwned()"]:
            with open(os.path.join(folder, f"{name}.json"), "w") as file:
                json.dump(sheet | {"character_id": name}, file)
        # Files are looked at every few seconds.
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            page.go("/")
            page.click("#who")
            page.until_shown("#picker[open] .person")
            cards = [card for card in page.all(".person") if hostile.ONE_LINE[3] in card.text]
            if cards:
                break
        assert cards, "the operator's own persona does not appear"
        page.check("a hostile persona in the list")
        cards[0].click()
        page.until("them chosen", lambda: page.text("#who-name") == hostile.ONE_LINE[3])
        page.check("a hostile persona")
        self.stub.says("Hello.")
        answer = self.ask("Who are you?")
        assert answer.find_element("css selector", ".speaker").text == hostile.ONE_LINE[3]
        page.check("an answer of a hostile persona")

    def stays_text_in_settings(self):
        page = self.page
        page.go("/settings")
        page.until_shown(self.setting("SYSTEM_PROMPT"))
        for text in hostile.ONE_LINE:
            # As the page itself does it, without the wait for a click.
            status = page.driver.execute_async_script("""
                const [value, done] = arguments;
                const token = document.querySelector("meta[name=acore-token]").content;
                fetch("/api/settings", {
                    method: "PUT", headers: { "X-Acore-Token": token, "Content-Type": "application/json" },
                    body: JSON.stringify({ key: "SYSTEM_PROMPT", value }),
                }).then((response) => done(response.status));
            """, text)
            assert status == 200, f"{status} for {text!r}"
        self.save("SYSTEM_PROMPT", hostile.ONE_LINE[2])
        page.check("a hostile setting")
        page.driver.refresh()
        page.until("the changes", lambda: len(page.all("#changes tr")) > len(hostile.ONE_LINE))
        shown = page.text("#changes")
        assert "<img src=x onerror=pwned()>" in shown, "the record leaves something out"
        page.check("hostile settings on record")
        page.click(f"{self.setting('SYSTEM_PROMPT')} button.quiet")
        page.until("it is back", lambda: page.one(f"{self.setting('SYSTEM_PROMPT')} input").get_property("value") == "")

    steps = [stays_text_in_talks, stays_text_in_settings, stays_text_in_personas]
