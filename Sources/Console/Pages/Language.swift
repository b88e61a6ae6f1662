internal import HTTPTypes
internal import Hummingbird

/// The languages in which pages are written.
enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case japanese = "ja"

  /// Its own name for itself.
  var name: String {
    switch self {
    case .english: "English"
    case .japanese: "日本語"
    }
  }

  /// The language of a page: that of `?lang=`, or `remembered`, or that which the browser wants most; English if it wants
  /// neither.
  init(_ request: Request, remembered: String? = nil) {
    self = Language(
      parameter: QueryText(request.uri.query ?? "").last("lang") ?? remembered,
      accepted: request.headers[.acceptLanguage])
  }

  /// See ``init(_:remembered:)``. `accepted` is a field Accept-Language (RFC 9110 section 12.5.4).
  init(parameter: String?, accepted: String?) {
    if let parameter, let language = Language(rawValue: parameter) {
      self = language
      return
    }
    var best: (language: Language, quality: Double)?
    for item in (accepted ?? "").prefix(512).split(separator: ",") {
      let parts = item.split(separator: ";").map { $0.trimmed { $0 == " " || $0 == "\t" } }
      guard let tag = parts.first?.split(separator: "-").first,
        let language = tag == "*" ? .english : Language(rawValue: tag.lowercased())
      else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      // What is not wanted at all has the quality 0, and of equals the first counts.
      if weight > best?.quality ?? 0 { best = (language, weight) }
    }
    self = best?.language ?? .english
  }
}
