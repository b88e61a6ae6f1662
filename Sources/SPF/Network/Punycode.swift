/// Punycode (RFC 3492), the encoding direction.
enum Punycode {
  // The parameters of RFC 3492 section 5.
  private static let base = 36
  private static let tMin = 1
  private static let tMax = 26
  private static let skew = 38
  private static let damp = 700
  private static let initialBias = 72
  private static let initialN = 128

  /// The encoding of one label (RFC 3492 section 6.3); nil for more code points than any label can hold.
  static func encode(_ label: [Unicode.Scalar]) -> [UInt8]? {
    guard label.count <= DomainName.maximumLabelLength else { return nil }
    let points = label.map { Int($0.value) }
    var out = points.filter { $0 < initialN }.map { UInt8($0) }
    let basicCount = out.count
    if basicCount > 0 { out.append(UInt8(ascii: "-")) }
    var n = initialN
    var delta = 0
    var bias = initialBias
    var handled = basicCount
    while handled < points.count {
      guard let next = points.filter({ $0 >= n }).min() else { return nil }
      // At most 0x10ffff * 64: no overflow.
      delta += (next - n) * (handled + 1)
      n = next
      for point in points {
        if point < n { delta += 1 }
        guard point == n else { continue }
        appendVariableLength(delta, bias: bias, to: &out)
        bias = adapt(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      n += 1
    }
    return out
  }

  private static func appendVariableLength(_ delta: Int, bias: Int, to out: inout [UInt8]) {
    var rest = delta
    var k = base
    while true {
      let threshold = min(max(k - bias, tMin), tMax)
      if rest < threshold { break }
      out.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      k += base
    }
    out.append(digit(rest))
  }

  /// RFC 3492 section 6.1.
  private static func adapt(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var k = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + skew)
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
  }
}
