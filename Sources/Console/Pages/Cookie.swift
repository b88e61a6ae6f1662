internal import HTTPTypes
internal import Hummingbird

/// What a browser was told to remember.
enum Cookie {
  /// The value of the first cookie of that name; nil if there is none.
  static func value(name: String, in request: Request) -> String? {
    request.headers[values: .cookie].flatMap { $0.prefix(4096).split(separator: ";") }
      .map { $0.trimmed { $0 == " " } }.first { $0.hasPrefix("\(name)=") }.map {
        String($0.dropFirst(name.count + 1))
      }
  }
}
