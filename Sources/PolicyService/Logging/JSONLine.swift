#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// One JSON object on one line, written key by key. Only ASCII is written: other octets are escaped as if
/// they were ISO 8859-1 when they are not UTF-8, so that nothing is lost.
struct JSONLine {
  private var out: [UInt8] = []

  /// `time` is in milliseconds since 1970.
  init(severity: LogSeverity, event: StaticString, time: Int64) {
    out.reserveCapacity(640)
    out.append("{\"time\":\"")
    append(time: time)
    out.append("\",\"severity\":\"")
    out.append(severity.word)
    out.append("\",\"event\":\"")
    out.append(event)
    out.append("\"")
  }

  mutating func append(_ key: StaticString, _ value: ArraySlice<UInt8>) {
    begin(key)
    out.append("\"")
    appendEscaped(value)
    out.append("\"")
  }

  mutating func append(_ key: StaticString, word: StaticString) {
    begin(key)
    out.append("\"")
    out.append(word)
    out.append("\"")
  }

  mutating func append(_ key: StaticString, number: Int) {
    begin(key)
    out.append(decimal: number)
  }

  mutating func append(_ key: StaticString, flag: Bool) {
    begin(key)
    out.append(flag ? "true" : "false")
  }

  consuming func finished() -> [UInt8] {
    out.append("}")
    return out
  }

  private mutating func begin(_ key: StaticString) {
    out.append(",\"")
    out.append(key)
    out.append("\":")
  }

  private mutating func appendEscaped(_ value: ArraySlice<UInt8>) {
    if value.allSatisfy(Self.isPlain) {
      out.append(contentsOf: value)
    } else if let text = String(validating: value, as: UTF8.self) {
      for unit in text.utf16 { appendUnit(unit) }
    } else {
      for octet in value { appendUnit(UInt16(octet)) }
    }
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    SafeText.isPrintable(octet) && octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "\\")
  }

  private mutating func appendUnit(_ unit: UInt16) {
    if unit < 0x80, Self.isPlain(UInt8(unit)) {
      out.append(UInt8(unit))
      return
    }
    if unit == 0x22 || unit == 0x5c {
      out.append(UInt8(ascii: "\\"))
      out.append(UInt8(unit))
      return
    }
    out.append("\\u")
    for shift in [12, 8, 4, 0] as [UInt16] {
      out.append(SafeText.hexadecimal(UInt8(unit >> shift & 15)))
    }
  }

  /// The time in UTC with milliseconds (RFC 3339 section 5.6).
  private mutating func append(time: Int64) {
    var seconds = time_t(time / 1000)
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    let fields: [(Int, Int, StaticString)] = unsafe [
      (Int(parts.tm_year) + 1900, 4, "-"), (Int(parts.tm_mon) + 1, 2, "-"), (Int(parts.tm_mday), 2, "T"),
      (Int(parts.tm_hour), 2, ":"), (Int(parts.tm_min), 2, ":"), (Int(parts.tm_sec), 2, "."),
      (Int(time % 1000), 3, "Z"),
    ]
    for (value, width, separator) in fields {
      let digits = Array(String(value).utf8)
      for _ in 0..<max(0, width - digits.count) { out.append(UInt8(ascii: "0")) }
      out.append(contentsOf: digits)
      out.append(separator)
    }
  }
}
