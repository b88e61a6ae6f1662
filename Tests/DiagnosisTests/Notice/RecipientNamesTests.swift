import Testing

@testable import Diagnosis

@Suite struct RecipientNamesTests {
  private static let recipients = RecipientNames(["ann.smith+news@corp.example", "bob@mail.corp.example"])

  @Test(arguments: [
    "bounce.ann.smith_corp.example@b.club.example", "b-ann.smith#corp.example@b.club.example",
    "ann.smith--corp-example@b.club.example", "v+ann.smith%corp.example@b.club.example",
    "prvs=1234=ann.smith@b.club.example", "SRS0=aa=bb=corp.example=x@b.club.example",
    "b-ann_smith@b.club.example", "ANN-SMITH@b.club.example", "corp-example-17@b.club.example",
    "x+bob@b.club.example", "b@corp.example.b.club.example",
  ])
  func everyFormIsSeen(sender: String) {
    #expect(Self.recipients.areIn(sender))
    #expect(Self.recipients.redacted(sender)?.contains("@b.club.example") != false)
  }

  @Test(arguments: ["news@club.example", "bounce-4711@b.club.example", "ann@club.example"])
  func othersAreNot(sender: String) {
    #expect(!Self.recipients.areIn(sender))
    #expect(Self.recipients.redacted(sender) == sender)
  }

  @Test func theLocalPartIsReplaced() {
    #expect(Self.recipients.redacted("ann.smith@b.club.example") == "redacted@b.club.example")
    #expect(Self.recipients.redacted("b@corp.example.b.club.example") == nil)
  }

  /// Of very many recipients not all are kept, so none can be excluded.
  @Test func whatIsNotKnownIsNotTold() {
    #expect(RecipientNames([], isCut: true).areIn("news@club.example"))
  }
}
