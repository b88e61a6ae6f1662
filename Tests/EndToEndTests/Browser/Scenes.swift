import Foundation
import TestSupport
import Testing

/// Pages of a site in a browser, to be looked at one after the other.
protocol Scenes {
  var browser: Browser { get }
  /// `http://127.0.0.1:8081`
  var address: String { get }
  /// Every page by a name.
  var paths: [(name: String, path: String)] { get }
}

extension Scenes {
  /// Calls `body` on every page in both languages, opened in the browser.
  func forEachPage(_ body: (_ name: String, _ language: String) async throws -> Void) async throws {
    for page in paths {
      for language in ["en", "ja"] {
        try await open(page.path, language)
        try await body("\(page.name) (\(language))", language)
      }
    }
  }

  /// Opens a page in a language.
  func open(_ path: String, _ language: String) async throws {
    try await browser.open("\(address)\(path)\(path.contains("?") ? ";" : "?")lang=\(language)")
  }

  /// The sentences that a script of the folder of fixtures gives about the page.
  func findings(_ script: String, _ arguments: [Any] = []) async throws -> [String] {
    guard let file = Bundle.module.path(forResource: script, ofType: "js", inDirectory: "Fixtures") else {
      throw StartError("there is no \(script).js")
    }
    return try await browser.run(try String(contentsOfFile: file, encoding: .utf8), arguments).items
      .compactMap(\.text)
  }

  /// Controls, regions and headings to which Chromium gives no name, out of the tree that it shows to screen readers.
  func unnamed() async throws -> [String] {
    let roles: Set = [
      "link", "button", "textbox", "combobox", "heading", "navigation", "region",
      "DisclosureTriangle",
    ]
    return try await browser.devTools("Accessibility.getFullAXTree")["nodes"]?.items.compactMap { node in
      guard node["ignored"] != .boolean(true), let role = node["role"]?["value"]?.text, roles.contains(role),
        node["name"]?["value"]?.text?.isEmpty != false
      else { return nil }
      return role
    } ?? ["there is no tree"]
  }

  /// Folds up nothing, so that everything is looked at.
  func unfold() async throws {
    try await browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
  }

  /// Pictures of every page on a phone and on a screen, in both languages, light and dark.
  func pictures(_ save: (_ picture: Data, _ name: String) throws -> Void) async throws {
    for page in paths {
      for language in ["en", "ja"] {
        try await open(page.path, language)
        for (device, width) in [("phone", 390), ("desktop", 1280)] {
          try await browser.resize(width)
          for scheme in Browser.Scheme.allCases {
            try await browser.prefer(scheme)
            try save(try await browser.picture(), "\(page.name)-\(device)-\(scheme.rawValue)-\(language)")
          }
        }
      }
    }
  }
}

extension Scenes {
  /// Nothing reaches beyond the window, from a small phone to a screen; nothing is reported to the console of the browser.
  func expectFits() async throws {
    try await forEachPage { name, _ in
      try await unfold()
      for width in [360, 390, 768, 1280] {
        try await browser.resize(width)
        let findings = try await findings("page-overflow")
        #expect(findings == [], "\(name) at \(width)")
      }
      // That the page itself is an error page is no error of the page.
      let log = try await browser.log().filter { !$0.contains("the server responded with a status of 4") }
      #expect(log == [], "\(name)")
    }
  }

  /// Landmarks, headings, names, identifiers, and room for fingers.
  func expectAccessible() async throws {
    try await browser.resize(390)
    try await forEachPage { name, language in
      let findings = try await findings("page-audit", [language]) + unnamed()
      #expect(findings == [], "\(name)")
    }
  }

  /// Every text can be read.
  func expectContrast(_ scheme: Browser.Scheme) async throws {
    try await browser.prefer(scheme)
    try await forEachPage { name, _ in
      try await unfold()
      var findings = try await findings("page-contrast")
      let count = try #require(findings.popLast().flatMap { Int($0) })
      #expect(findings == [], "\(name)")
      #expect(count > 8, "\(name)")
    }
  }
}
