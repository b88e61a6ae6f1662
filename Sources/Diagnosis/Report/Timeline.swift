internal import MailLog
internal import SPF

/// When the messages of a case came, as a picture (SVG).
struct Timeline {
  private static let width = 640.0
  private static let margin = 12.0
  private static let height = 36.0
  /// Columns in which messages are counted.
  private static let columns = 80

  let item: DiagnosedCase

  /// The picture, and below it the first and the last time as text, which a narrow screen does not make small;
  /// empty if the log has no times.
  var svg: String {
    guard let first = item.first, let last = item.last else { return "" }
    let span = max(1, Double(last.seconds - first.seconds))
    var counts = [Int](repeating: 0, count: Self.columns)
    for time in item.incidents.flatMap(\.times) {
      let place = Double(time - first.seconds) / span * Double(Self.columns - 1)
      guard place.isFinite, (0..<Double(Self.columns)).contains(place) else { continue }
      counts[Int(place)] += 1
    }
    let most = Double(max(1, counts.max() ?? 1))
    let step = (Self.width - 2 * Self.margin) / Double(Self.columns)
    var parts: [String] = []
    for (column, count) in counts.enumerated() where count > 0 {
      let tall = 4 + 24 * Double(count) / most
      let x = Self.margin + Double(column) * step
      parts.append(
        "<rect x=\"\(number(x))\" y=\"\(number(34 - tall))\" width=\"\(number(max(3, step - 1)))\" height=\"\(number(tall))\" rx=\"1\"><title>\(count)</title></rect>"
      )
    }
    let from = HTMLText.escape(TimeText.full(first))
    let to = HTMLText.escape(TimeText.full(last))
    let end = first == last ? "" : "<span>\(to)</span>"
    return """
      <svg viewBox="0 0 \(number(Self.width)) \(number(Self.height))" preserveAspectRatio="none" role="img" aria-label="\(from) – \(to)">\
      <line x1="\(number(Self.margin))" y1="34" x2="\(number(Self.width - Self.margin))" y2="34"/>\
      \(parts.joined())</svg><p class="span"><span>\(from)</span>\(end)</p>
      """
  }

  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
