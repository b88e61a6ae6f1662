import Foundation
import TestSupport

/// Headless Chromium, driven by chromedriver with the WebDriver protocol (W3C), and where that has no words by the
/// DevTools protocol.
struct Browser {
  private let client: HTTPClient
  private let session: String
  private let driver: ProcessHandle
  private let sandbox: Sandbox

  /// A colour scheme that a person can prefer.
  enum Scheme: String, CaseIterable {
    case light, dark
  }

  /// Starts one with a profile of its own.
  static func start() async throws -> Browser {
    let sandbox = try Sandbox()
    let port = try freePort()
    let driver = try ProcessHandle(Surroundings.chromedriver, ["--port=\(port)"])
    let isUp = await eventually { driver.text.contains("started successfully") || !driver.isRunning }
    guard isUp, driver.isRunning else { throw StartError("chromedriver: \(driver.text)") }
    let arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
      "--user-data-dir=\(try sandbox.directory("profile"))",
    ]
    let client = HTTPClient(port: port)
    let capabilities: [String: Any] = [
      "goog:chromeOptions": ["args": arguments, "binary": Surroundings.chromium],
      "goog:loggingPrefs": ["browser": "ALL"],
    ]
    let answer = try await Self.ask(
      client, "POST", "/session", ["capabilities": ["alwaysMatch": capabilities]])
    guard let session = answer["sessionId"]?.text else { throw StartError("chromedriver gave no session") }
    return Browser(client: client, session: session, driver: driver, sandbox: sandbox)
  }

  /// Runs `body` with a browser and stops it.
  static func running(_ body: (Browser) async throws -> Void) async throws {
    let browser = try await start()
    do {
      try await body(browser)
    } catch {
      await browser.stop()
      throw error
    }
    await browser.stop()
  }

  func stop() async {
    _ = try? await command("DELETE", "")
    driver.kill(SIGKILL)
    _ = await driver.wait()
  }

  /// Opens an address and waits until the page is there.
  func open(_ address: String) async throws {
    try await command("POST", "/url", ["url": address])
  }

  func reload() async throws { try await command("POST", "/refresh", [:]) }

  /// The address of the page.
  var address: String {
    get async throws { try await command("GET", "/url").text ?? "" }
  }

  /// What a function body in JavaScript returns; `arguments` are its arguments.
  @discardableResult
  func run(_ script: String, _ arguments: [Any] = []) async throws -> JSONValue {
    try await command("POST", "/execute/sync", ["script": script, "args": arguments])
  }

  /// The text of the first element that a selector of CSS finds, as a person sees it.
  func text(_ selector: String) async throws -> String {
    try await command("GET", "/element/\(try await element(selector))/text").text ?? ""
  }

  /// Clicks on an element as a person does: it must be visible and nothing may lie over it.
  func click(_ selector: String) async throws {
    try await command("POST", "/element/\(try await element(selector))/click", [:])
  }

  /// Clicks on what leads to another page, and waits until that is there: without scripts chromedriver does not always.
  func follow(_ selector: String) async throws {
    let before = try await element("html")
    try await click(selector)
    let isThere = await eventually {
      guard let now = try? await element("html"), now != before else { return false }
      return (try? await run("return document.readyState"))?.text == "complete"
    }
    guard isThere else { throw StartError("\(selector) led nowhere") }
  }

  /// Types into an element.
  func type(_ text: String, into selector: String) async throws {
    try await command("POST", "/element/\(try await element(selector))/value", ["text": text])
  }

  /// Presses a key and lets it go.
  func press(_ key: String) async throws {
    let keys: [[String: Any]] = [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]]
    try await command(
      "POST", "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": keys] as [String: Any]]])
  }

  /// The tab key in WebDriver.
  static let tab = "\u{e004}"

  /// What was written to the console since the last time: errors of scripts, of loading and of the content policy among
  /// it.
  func log() async throws -> [String] {
    try await command("POST", "/se/log", ["type": "browser"]).items.map { $0["message"]?.text ?? "" }
  }

  /// A command of the DevTools protocol.
  @discardableResult
  func devTools(_ name: String, _ parameters: [String: Any] = [:]) async throws -> JSONValue {
    try await command("POST", "/goog/cdp/execute", ["cmd": name, "params": parameters])
  }

  /// Lets pages be so wide, in CSS pixels, as on a phone or a screen.
  func resize(_ width: Int, height: Int = 900, scale: Int = 1) async throws {
    try await devTools(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": scale, "mobile": false])
  }

  /// Lets pages see a person who prefers a colour scheme.
  func prefer(_ scheme: Scheme) async throws {
    try await devTools(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": scheme.rawValue],
          ["name": "prefers-reduced-motion", "value": "reduce"],
        ]
      ])
  }

  /// Lets pages run scripts, or not.
  func allowScripts(_ isAllowed: Bool) async throws {
    try await devTools("Emulation.setScriptExecutionDisabled", ["value": !isAllowed])
  }

  /// A picture of the whole page, or of its first `height` pixels (PNG).
  func picture(height: Int? = nil) async throws -> Data {
    let size = try await devTools("Page.getLayoutMetrics")["cssContentSize"]
    let width = size?["width"]?.number ?? 0
    let full = size?["height"]?.number ?? 0
    let clip: [String: Any] = [
      "x": 0, "y": 0, "width": width, "height": height.map { min($0, full) } ?? full, "scale": 1,
    ]
    let answer = try await devTools(
      "Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true, "clip": clip])
    guard let text = answer["data"]?.text, let data = Data(base64Encoded: text) else {
      throw StartError("chromedriver gave no picture")
    }
    return data
  }

  private func element(_ selector: String) async throws -> String {
    let found = try await command("POST", "/element", ["using": "css selector", "value": selector])
    // The name that the standard gives references to elements.
    guard let id = found["element-6066-11e4-a52e-4f735466cecf"]?.text else {
      throw StartError("there is no \(selector)")
    }
    return id
  }

  @discardableResult
  private func command(_ method: String, _ path: String, _ parameters: [String: Any]? = nil) async throws
    -> JSONValue
  {
    try await Self.ask(client, method, "/session/\(session)\(path)", parameters)
  }

  private static func ask(
    _ client: HTTPClient, _ method: String, _ path: String, _ parameters: [String: Any]?
  ) async throws -> JSONValue {
    let body = try parameters.map { try JSONSerialization.data(withJSONObject: $0) }
    let answer = try await onThread {
      try client.request(method, path, fields: ["Content-Type": "application/json"], body: body)
    }
    let value = try JSONDecoder().decode(JSONValue.self, from: answer.body)["value"] ?? .null
    guard answer.status == 200 else {
      throw StartError("\(method) \(path): \(value["error"]?.text ?? ""): \(value["message"]?.text ?? "")")
    }
    return value
  }
}
