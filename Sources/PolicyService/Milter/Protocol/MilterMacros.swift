/// The macros that a mail server sends before a command: names and values, each ended by NUL.
package struct MilterMacros: Sendable, Hashable {
  /// The command that follows; nil for one that is not known here.
  package let code: MilterCode?
  private let octets: ArraySlice<UInt8>

  package init(code: MilterCode?, octets: ArraySlice<UInt8>) {
    self.code = code
    self.octets = octets
  }

  /// The value of a macro, its name given without braces; nil if it was not sent. Of a name sent twice the first
  /// value counts.
  package subscript(name: StaticString) -> ArraySlice<UInt8>? {
    var rest = octets
    while !rest.isEmpty {
      let key = Self.next(&rest)
      if rest.isEmpty { return nil }
      let value = Self.next(&rest)
      if Self.isNamed(key, name) { return value }
    }
    return nil
  }

  /// What lies before the next NUL, which is taken, too.
  private static func next(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = rest.prefix { $0 != 0 }
    rest = rest[min(text.endIndex + 1, rest.endIndex)...]
    return text
  }

  /// Names of more than one letter are sent in braces; some software leaves them out.
  private static func isNamed(_ key: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
    let isBraced = key.first == UInt8(ascii: "{") && key.last == UInt8(ascii: "}")
    let bare = isBraced ? key.dropFirst().dropLast() : key
    return name.withUTF8Buffer { unsafe bare.elementsEqual($0) }
  }
}
