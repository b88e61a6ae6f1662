/// The page about one refusal: the model of the template `why`.
struct WhyPage: Sendable {
  /// A name and a value.
  struct Fact: Sendable, Hashable {
    let label: String
    let value: Prose

    init(label: String, value: String, isCode: Bool = false) {
      self.label = label
      self.value = Prose(value, isCode: isCode)
    }
  }

  /// What somebody can do.
  struct Role: Sendable {
    let title: String
    /// Whether it is this one's turn, in a word; nil if not.
    let turn: String?
    let turnTone: String
    let steps: [Prose]
    var boxes: [CopyBox] = []
  }

  /// Text to copy: a record to publish, a command.
  struct CopyBox: Sendable {
    /// What it is called in the page.
    let id: String
    let label: String
    var before: RecordSegments.Segment?
    var beforeLabel = ""
    let segments: [RecordSegments.Segment]
    let copy: String
    let copied: String
    var note: String?
  }

  /// What the domain's owner says.
  struct Quotation: Sendable {
    let source: String
    let text: String
  }

  let frame: PageFrame
  let tone: String
  let kicker: String
  let headline: Prose
  let lead: Prose
  let refusal: String?
  let factsTitle: String
  let facts: [Fact]
  let whoseTitle: String
  let whose: [Prose]
  let reasonsTitle: String
  let reasons: [Prose]
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
