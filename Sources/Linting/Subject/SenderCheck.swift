internal import SPF

/// What becomes of the mail of a sender.
struct SenderCheck: Sendable {
  let sender: Sender
  /// With the record of the domain that is checked.
  let own: CheckOutcome
  /// With the record of its MAIL FROM, if that is another domain.
  let returnPath: CheckOutcome?
  /// With the record that is published now, if another is to take its place.
  var before: SPFResult?
  /// With the record of the authoritative servers, if the resolver has another.
  var atServers: SPFResult?

  /// What receivers find.
  var outcome: CheckOutcome { returnPath ?? own }

  /// Whether the record decides about its mail, and DNS said what it says.
  var counts: Bool { returnPath == nil && own.result != .temperror }
}
