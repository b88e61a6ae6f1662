internal import HTTPTypes
internal import Hummingbird

/// The private console.
struct ConsoleSite: Sendable {
  private let configuration: ConsoleConfiguration
  private let pages = PageMaker(
    base: "", site: Phrase("Console", "コンソール"), home: "/",
    footer: Phrase("Private. What it shows stays on this host.", "非公開。表示内容はこのホストの外に出ません。"))

  init(_ configuration: ConsoleConfiguration) {
    self.configuration = configuration
  }

  /// Its pages.
  func responder() -> RouterResponder<WebContext> {
    var proxy: TrustedProxy?
    if let field = configuration.userField.flatMap({ HTTPField.Name($0) }) {
      proxy = TrustedProxy(networks: configuration.proxyNetworks, userField: field, pages: pages)
    }
    return WebRouter.make(pages, guardedBy: proxy).buildResponder()
  }
}
