"""Chromium, driven by chromedriver, for what only a browser can measure."""
import http.client
import json
import shutil
import subprocess
import tempfile
import time

from serving import free_port


class Browser:
    """A headless browser with a profile of its own."""

    def __enter__(self):
        self.profile = tempfile.mkdtemp()
        self.port = free_port()
        self.driver = subprocess.Popen(["/usr/bin/chromedriver", f"--port={self.port}"], stdout=subprocess.DEVNULL)
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", f"--user-data-dir={self.profile}"]
        options = {"args": arguments, "binary": "/usr/bin/chromium"}
        for _ in range(200):
            try:
                answer = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise SystemExit("chromedriver did not start")
        self.session = f"/session/{answer['sessionId']}"
        return self

    def __exit__(self, *_):
        self.ask("DELETE", self.session)
        self.driver.kill()
        self.driver.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request(method, path, json.dumps(body) if body is not None else None)
        answer = json.loads(connection.getresponse().read())["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise SystemExit(f"chromedriver: {answer['message']}")
        return answer

    def first_paint(self, address):
        """Milliseconds from the wish to see a page, of which nothing is kept, to its first contentful paint."""
        self.ask("POST", f"{self.session}/goog/cdp/execute", {"cmd": "Network.enable", "params": {}})
        self.ask("POST", f"{self.session}/goog/cdp/execute",
                 {"cmd": "Network.setCacheDisabled", "params": {"cacheDisabled": True}})
        self.ask("POST", f"{self.session}/url", {"url": address})
        script = "const done = arguments[0]; const look = () => { const entry = " \
                 "performance.getEntriesByName('first-contentful-paint')[0]; " \
                 "entry ? done(entry.startTime) : setTimeout(look, 10); }; look();"
        return self.ask("POST", f"{self.session}/execute/async", {"script": script, "args": []})
