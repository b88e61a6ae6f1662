public import SPF

/// Names as people list them.
public enum ListedName {
  /// A fully qualified name of letters, digits, hyphens and underscores, U-labels made A-labels (RFC 8616 section 4);
  /// nil if `text` is none.
  public static func domain(_ text: some StringProtocol) -> DomainName? {
    guard let name = Identity.helo(text).domain else { return nil }
    let isPlain = name.labels.allSatisfy { label in
      label.allSatisfy { octet in
        octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_") || (0x30...0x39).contains(octet)
          || (0x61...0x7a).contains(octet)
      }
    }
    return isPlain ? name : nil
  }

  /// `text` as it is compared: capitals do not count, and a U-label is the same as its A-label.
  public static func folded(_ text: String) -> String { domain(text)?.description ?? text.lowercased() }
}
