/// The page about one refusal: the model of the template `why`.
struct WhyPage: Sendable {
  /// A name and a value.
  struct Fact: Sendable, Hashable {
    let label: String
    let value: String
    var isCode = false
  }

  /// What somebody can do.
  struct Role: Sendable {
    let title: String
    /// Whether it is this one's turn, in a word; nil if not.
    let turn: String?
    let turnTone: String
    let steps: [String]
    let records: [RecordBox]
  }

  /// A record to publish.
  struct RecordBox: Sendable {
    let label: String
    let before: String?
    let beforeLabel: String
    let segments: [RecordSegments.Segment]
    let copy: String
    let copied: String
    let note: String?
  }

  /// What the domain's owner says.
  struct Quotation: Sendable {
    let source: String
    let text: String
  }

  let frame: PageFrame
  let tone: String
  let kicker: String
  let headline: String
  let lead: String
  let refusal: String?
  let factsTitle: String
  let facts: [Fact]
  let whoseTitle: String
  let whose: [String]
  let reasonsTitle: String
  let reasons: [String]
  let rolesTitle: String
  let roles: [Role]
  let treeTitle: String
  let treeIntroduction: String?
  let treeDomain: String?
  let tree: [WhyTree.Item]
  let quotations: [Quotation]
  let technicalTitle: String
  let technical: [Fact]
  let otherTitle: String
  let otherLink: String
}
