internal import FoundationEssentials

/// Text that is not ASCII in a message (RFC 2045, RFC 2047).
enum EncodedWord {
  private static let lineLength = 76

  /// `text` as one encoded word; no longer than 15 Japanese characters, so that the word keeps to 75.
  static func base64(_ text: String) -> String {
    "=?utf-8?B?\(Data(text.prefix(15).utf8).base64EncodedString())?="
  }

  /// `text` as lines of base64, its own lines ended by CR LF.
  static func lines(_ text: String) -> [String] {
    let octets = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let encoded = Array(Data(octets.utf8).base64EncodedString())
    return stride(from: 0, to: encoded.count, by: lineLength).map {
      String(encoded[$0..<min($0 + lineLength, encoded.count)])
    }
  }
}
