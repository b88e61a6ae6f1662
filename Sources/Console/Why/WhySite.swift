internal import Hummingbird
internal import SPF

/// The public Why page: for whoever was sent its address because a mail was refused.
struct WhySite: Sendable {
  private let pages: PageMaker

  init(
    _ configuration: WhyConfiguration, resolver: any ImmediateResolver, now: @escaping @Sendable () -> Int64
  ) {
    pages = PageMaker(
      base: configuration.base, site: Phrase("Why was this mail refused?", "メールが拒否された理由"), home: "/why",
      footer: Phrase(
        "Made anew from what public DNS says now. Nothing is stored about you or your mail.",
        "公開 DNS の現在の内容から、その場で作成しています。あなたやメールに関する情報は保存しません。"))
  }

  /// Its pages.
  func responder() -> RouterResponder<WebContext> {
    let router = WebRouter.make(pages)
    return router.buildResponder()
  }
}
