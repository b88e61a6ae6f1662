/// What is given on the command line.
enum Given {
  /// `text` without blanks at either end, which come along when something is pasted.
  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
