public import Diagnosis
public import PolicyService

extension Receiver {
  /// What the configuration of a service knows of its own side: the networks whose mail is not checked, and the relays.
  public init(_ policy: PolicyConfiguration) {
    self.init(networks: policy.localNetworks.networks + policy.exemptions.relays)
  }
}
