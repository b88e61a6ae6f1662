/// What a misspelt word was probably meant to be.
public enum NearestWord {
  private static let longest = 64

  /// The one of `words` that differs least from `word`, by no more than two letters, and no more than half of them; nil
  /// if there is none.
  public static func of(_ word: String, among words: some Sequence<String>) -> String? {
    let given = Array(word.utf8)
    guard given.count <= longest else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in words {
      let octets = Array(candidate.utf8)
      guard octets.count <= longest, abs(octets.count - given.count) <= 2 else { continue }
      let value = distance(octets, given)
      if value < best?.distance ?? Int.max { best = (candidate, value) }
    }
    guard let best, best.distance <= min(2, best.word.utf8.count / 2) else { return nil }
    return best.word
  }

  /// Letters to change, add or remove (Levenshtein), neighbours exchanged counted once.
  private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var rows = [Array(0...other.count)]
    for (i, octet) in one.enumerated() {
      var row = [i + 1]
      for (j, letter) in other.enumerated() {
        var value = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (octet == letter ? 0 : 1))
        if i > 0, j > 0, octet == other[j - 1], one[i - 1] == letter {
          value = min(value, rows[i - 1][j - 1] + 1)
        }
        row.append(value)
      }
      rows.append(row)
    }
    return rows[one.count][other.count]
  }
}
