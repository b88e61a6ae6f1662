/// The guides at the left of a tree drawn in text.
struct TreeGuides {
  /// What stands before each line at this level.
  let indent: String

  static let root = TreeGuides(indent: "")

  /// The guide before an item, and the guides of what belongs to it.
  func item(isLast: Bool) -> (lead: String, inner: TreeGuides) {
    (indent + (isLast ? "└─ " : "├─ "), TreeGuides(indent: indent + (isLast ? "   " : "│  ")))
  }
}
