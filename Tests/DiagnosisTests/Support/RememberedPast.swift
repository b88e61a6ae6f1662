import SPF

@testable import Diagnosis

/// What somebody remembers of the client of a scene.
struct RememberedPast: PastObservations {
  var value = Past()

  func past(of domain: DomainName, client: IPAddress) async -> Past? {
    domain.description == "sender.example" && client.description == Scene.client ? value : nil
  }
}
