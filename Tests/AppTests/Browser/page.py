"""The page in a real browser, with an eye on everything that must not happen there."""

import os
import shutil

import hostile
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

WATCH = """
    window.pwned = () => { window.wasPwned = true; };
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
"""Runs before the page's own scripts, on every page."""

INSPECT = """
    const found = [];
    if (window.wasPwned) found.push("a script ran");
    found.push(...window.violations.map((violation) => `policy violated: ${violation}`));
    const own = location.origin;
    for (const element of document.querySelectorAll("*")) {
        const name = element.localName;
        if (["iframe", "object", "embed", "base", "style", "video", "math", "animate", "applet"].includes(name))
            found.push(`element ${name}`);
        if (name === "script" && !element.src.startsWith(`${own}/static/`)) found.push(`script ${element.src}`);
        if (name === "link" && !element.href.startsWith(`${own}/static/`)) found.push(`link ${element.href}`);
        if (name === "img" && !element.src.startsWith("blob:")) found.push(`image ${element.src}`);
        if (name === "form" && new URL(element.action, own).origin !== own) found.push(`form ${element.action}`);
        if (name === "a" && !["http:", "https:", "mailto:"].includes(element.protocol))
            found.push(`link ${element.href}`);
        for (const attribute of element.attributes)
            if (/^on|^srcdoc$/.test(attribute.name) || attribute.name === "style" && /url|expr/i.test(attribute.value))
                found.push(`${name} with ${attribute.name}=${attribute.value}`);
    }
    return found;
"""


class Page:
    def __init__(self, address):
        self.address = address
        options = webdriver.ChromeOptions()
        for argument in ["headless=new", "no-sandbox", "disable-dev-shm-usage", "window-size=1280,860", "lang=en"]:
            options.add_argument(f"--{argument}")
        options.set_capability("unhandledPromptBehavior", "ignore")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.ChromeService(shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_page_load_timeout(120)
        self.devtools("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        self.prefer("light")
        self.expected_complaints = []

    # What is there

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.one(selector).text

    def until(self, what, condition, seconds=90):
        """Waits for a condition on the page."""
        wait = WebDriverWait(
            self.driver, seconds, poll_frequency=0.03, ignored_exceptions=[StaleElementReferenceException])
        return wait.until(lambda _: condition(), f"never: {what}")

    def until_shown(self, selector):
        shown = lambda: next((each for each in self.all(selector) if each.is_displayed()), None)
        return self.until(f"{selector} is shown", shown)

    def choose(self, text, selector="#menu button"):
        """Clicks what bears the text, as soon as it is there: a menu may have to ask the server first."""
        bears = lambda: next((each for each in self.all(selector) if text in each.text), None)
        self.until(f"{text} to choose", bears).click()

    def until_path(self, path):
        self.until(f"at {path}", lambda: self.driver.current_url.split("?")[0] == self.address + path)

    # What somebody does

    def go(self, path):
        self.driver.get(self.address + path)

    def fill(self, selector, text):
        """As a paste would, so that control characters and right-to-left marks come through."""
        self.driver.execute_script(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }));",
            self.one(selector), text)

    def click(self, selector):
        self.until_shown(selector).click()

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    @property
    def focused(self):
        return self.driver.switch_to.active_element

    def tab_to(self, description, is_there, most=80):
        """Reaches something with the Tab key alone."""
        for _ in range(most):
            if is_there(self.focused):
                return
            self.press(Keys.TAB)
        raise AssertionError(f"{description} cannot be reached with the Tab key")

    # How it is looked at

    def devtools(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def prefer(self, scheme):
        # What still fades in counts as not shown.
        features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        self.devtools(
            "Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in features.items()])

    def as_phone(self, is_phone=True):
        if is_phone:
            self.devtools("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=2, mobile=True)
        else:
            self.devtools("Emulation.clearDeviceMetricsOverride")

    def screenshot(self, name):
        folder = os.environ["ACORE_SCREENSHOTS"]
        os.makedirs(folder, exist_ok=True)
        self.driver.save_screenshot(os.path.join(folder, f"{name}.png"))

    # What must not happen

    def check(self, after):
        """No dialog, no element that text has made, no script run, nothing that the policy had to stop."""
        try:
            text = self.driver.switch_to.alert.text
            raise AssertionError(f"a dialog after {after}: {text}")
        except NoAlertPresentException:
            pass
        found = self.driver.execute_script(INSPECT)
        assert not found, f"after {after}: {found}"
        assert hostile.PRODUCT not in self.driver.page_source, f"a template was evaluated after {after}"

    def expect_complaint(self, words):
        """The browser writes every refused request into its console; this one is meant to be refused."""
        self.expected_complaints.append(words)

    def console(self):
        """What the browser complained about since this was asked last."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def check_console(self):
        expected = self.expected_complaints
        unexpected = [entry for entry in self.console() if not any(words in entry for words in expected)]
        assert not unexpected, f"the browser complains: {unexpected}"

    def close(self):
        self.driver.quit()
