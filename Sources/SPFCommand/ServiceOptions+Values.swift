public import ArgumentParser
public import PolicyService

// Values of options are the raw values of these types.
extension RejectionRule: ExpressibleByArgument {}
extension HeaderConfiguration.Kind: ExpressibleByArgument {}
extension LoggingConfiguration.Form: ExpressibleByArgument {}
extension MilterConfiguration.Stage: ExpressibleByArgument {}
extension MilterConfiguration.Rejection: ExpressibleByArgument {}
