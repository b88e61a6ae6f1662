/// Counts as people read them.
enum CountLabel {
  /// `1,234,567`.
  static func full(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    var text = count < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `950`, `1.2k`, `34k`, `5.6M`: short, for an axis.
  static func short(_ count: Int) -> String {
    let units: [(Int, String)] = [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")]
    for (size, unit) in units where count >= size {
      let tenths = count / (size / 10)
      return tenths >= 100 || tenths % 10 == 0
        ? "\(tenths / 10)\(unit)" : "\(tenths / 10).\(tenths % 10)\(unit)"
    }
    return "\(count)"
  }
}
