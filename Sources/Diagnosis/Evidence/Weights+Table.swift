extension Weights {
  /// The one table. The comment of each row is its reason.
  static func of(_ code: EvidenceCode) -> Weights {
    switch code {
    // The record was read and gave an answer: it is neither broken nor out of reach.
    case .resultNotAuthorised: Weights(.record, broken: -5, dns: -5)
    // Only a record that cannot be evaluated gives permerror. Whoever sent, it says nothing about him.
    case .resultPermerror:
      Weights(.record, stale: -6, forwarded: -6, forged: -6, broken: 6, hidden: -3, local: -3)
    // Only DNS gives temperror, whoever sent.
    case .resultTemperror:
      Weights(.record, stale: -6, forwarded: -6, forged: -6, dns: 6, hidden: -3, local: -3)
    // An independent evaluation, now, finds the same.
    case .recordBroken: Weights(.record, broken: 4)
    // What word processors make of a hyphen or a space.
    case .recordNotASCII: Weights(.record, broken: 1)
    // The record was repaired since, or checkers count differently.
    case .permerrorNotSeenNow: Weights(.record, broken: -0.5)
    // It still does not answer.
    case .dnsFailsNow: Weights(.record, dns: 2)
    // Several senders at once have one thing in common: the receiver's resolver.
    case .dnsFailsForMany: Weights(.record, dns: 1)
    // The owner has put the very client into the record: it was his all along. A forger's address never gets there.
    case .passesNow: Weights(.record, stale: 2.5, forwarded: -2, forged: -3)
    // The client did not change, the record did: hardened by somebody who did not know of this server.
    case .recordHardened: Weights(.record, stale: 1, forged: -0.5)

    // The owner meant to authorise this very client, and made a mistake in writing it down.
    case .recordNamesClient: Weights(.record, stale: 3.5, forwarded: -1, forged: -3)
    // Its owner says that it never sends: whoever does is not him, and there is nothing to forward.
    case .domainSendsNothing: Weights(.record, stale: -0.5, forwarded: -2, forged: 1, isSign: true)

    // Forward-confirmed: the owner of the sender's zone has given the client this name.
    case .clientNameInSenderOrganisation: Weights(.kinship, stale: 4, forged: -3)
    // Whoever has the address can write anything into its reverse zone; few forgers can.
    case .clientNameClaimsSenderOrganisation: Weights(.kinship, stale: 1.5, forged: -0.3)
    // The same proof as a confirmed reverse name, from the other side.
    case .heloConfirmedInSenderOrganisation: Weights(.kinship, stale: 4, forged: -3)
    // A provider knows its own hosts: one left out of its record sends what it does not vouch for.
    case .heloOfProviderFails: Weights(.kinship, stale: 0.7, forwarded: 2.2, forged: -0.5)
    // National domains of one company. Name squatters exist, but seldom send as the original.
    case .sameLabelOtherSuffix: Weights(.kinship, stale: 3, forged: -0.7)
    // Sister companies do it, and so do those who register look-alikes.
    case .sameLettersOtherHyphens: Weights(.kinship, stale: 1.8)
    // Weaker still.
    case .sameStem: Weights(.kinship, stale: 1.2)
    // One organisation runs the zone or the mail of the other.
    case .sharedInfrastructure: Weights(.kinship, stale: 2.5, forged: -1.5)
    // Both names lead to one web site: one of them was renamed. So do the sites of one provider's customers.
    case .sharedSite: Weights(.kinship, stale: 1.8, forged: -0.7)
    // The same provider of DNS or mail serves thousands.
    case .sharedProvider: Weights(.kinship, stale: 0.4)
    // Nothing in DNS connects them. A forwarder has nothing to do with the sender either.
    case .clientUnrelated: Weights(.kinship, stale: -1, forwarded: 0.6, forged: 0.8, local: -0.5)
    // The same of mail that the sender has signed: a service that has his key needs no other connection.
    case .clientUnrelatedButSigned: Weights(.kinship, stale: -0.6, forwarded: 0.4)

    // The domain itself sends its incoming mail there.
    case .clientIsMailExchange: Weights(.service, stale: 4, forged: -4)
    // The domain itself points there; a hacked web site would send as its own domain too.
    case .clientIsHost: Weights(.service, stale: 3.5, forged: -2.5)
    // The hired service receives the domain's mail; it is likely to send it. It may also forward.
    case .mailExchangeAtSameProvider: Weights(.service, stale: 2.5, forwarded: 0.8, forged: -1.5)
    // Providers give their own hosts different names, and keep them in one place. So do providers of DNS, for others.
    case .mailExchangeOfSameOperator: Weights(.service, stale: 1.5, forged: -0.7)
    // It sends for whoever hires it, and tells them what to put into their records. Others may hire it to forge.
    case .clientServesCustomers: Weights(.service, stale: 1.5, forged: -0.7)
    // The site is hosted there, among many others, or the company's line ends there.
    case .siteAtSameProvider: Weights(.service, stale: 1.5, forged: -0.3)
    // A provider keeps its own record complete; a host that is left out is for forwarding.
    case .includesSameProvider: Weights(.service, stale: 0.3, forwarded: 1.5, forged: -0.5)

    // Addresses are given out in blocks of 8 or 16, or a /64: the same line, the same rack.
    case .besideOwnAddress: Weights(.neighbour, stale: 2.5, forged: -1.5)
    // The same provider, perhaps.
    case .nearOwnAddress: Weights(.neighbour, stale: 0.6, forged: -0.2)
    // Named by whoever has the block, on the sender's behalf.
    case .neighbourInSenderOrganisation: Weights(.neighbour, stale: 2, forged: -1.2)
    // The neighbour's name is the same but for its number: the same line of the same customer.
    case .neighbourOfOnePattern: Weights(.neighbour, stale: 1.5)
    // The host is authorised over IPv4 and was given IPv6 since.
    case .ipv4TwinPasses: Weights(.neighbour, stale: 3, forged: -2)
    // The same, told by HELO alone: the address has no name yet. Bots that take names come over IPv4.
    case .heloTwinPasses: Weights(.neighbour, stale: 2, forged: -1.5)

    // Somebody set this host up with care; a rented one can be, too.
    case .clientNameConfirmed: Weights(.clientName, forged: -0.4)
    // Written by whoever has the address, and denied by whoever has the name; or by a hand that slipped.
    case .clientNameUnconfirmed: Weights(.clientName, forged: 0.4, isSign: true)
    // Mail servers without a reverse name are refused in many places, so real ones get one.
    case .clientNameMissing: Weights(.clientName, forwarded: -0.5, forged: 0.8, isSign: true)
    // An access line: no mail server, no forwarder; perhaps a user of one's own.
    case .clientNameDynamic:
      Weights(.clientName, stale: -0.5, forwarded: -1, forged: 1.8, local: 0.8, isSign: true)
    // Made from the address by a provider: any rented server, or a company's line.
    case .clientNameGeneric: Weights(.clientName, forwarded: -0.3, forged: 0.4)
    // It says so itself.
    case .clientNameForwarder: Weights(.clientName, forwarded: 3, forged: -1)
    // So does this one, a little less: lists rewrite the reverse-path as a rule.
    case .clientNameListHost: Weights(.clientName, forwarded: 2, forged: -0.7)
    // What customers of a provider send through.
    case .clientNameRelay: Weights(.clientName, stale: 0.7)

    // Who forwards must receive first.
    case .clientReceivesMail: Weights(.forwarder, forwarded: 1.8, forged: -0.7)
    // It cannot forward what it cannot receive.
    case .clientOrganisationReceivesNothing: Weights(.forwarder, forwarded: -1)
    // A legitimate sender of its own mail. Services are as much as forwarders, and it costs a forger one TXT record.
    case .clientPassesForItself: Weights(.forwarder, forwarded: 0.3, forged: -0.1)
    // Strangers to each other write to one person through one host: his old mailbox.
    case .manySendersOneRecipient: Weights(.forwarder, forwarded: 2, forged: -0.5)

    // It says little beside a confirmed reverse name,
    case .heloConfirmed: Weights(.helo, forged: -0.3)
    // and where there is none it is what shows that somebody set this host up.
    case .heloOnlyConfirmation: Weights(.helo, forged: -0.9)
    // The name of a cluster, or of an address that all nodes have in common: usual for real services and forwarders.
    case .heloOfSameOrganisation: Weights(.helo, forged: -0.2)
    // A mail server knows its name; a bot takes somebody's.
    case .heloElsewhere: Weights(.helo, forwarded: -0.3, forged: 1.2, isSign: true)
    // It claims to be the sender's host and is not.
    case .heloClaimsSender: Weights(.helo, forwarded: -1, forged: 1.3, isSign: true)
    // The name of a host, on a line that is no access line: who moves a server keeps its name. Forgers give the domain.
    case .heloKeepsSenderName: Weights(.helo, stale: 0.3, forwarded: -1, forged: 0.2)
    // A host that DNS was not told of yet; forgers give names that exist.
    case .heloUnknownInSender: Weights(.helo, stale: 0.8, forwarded: -1, forged: 0.2)
    // Careless administrators exist.
    case .heloUnresolvable: Weights(.helo, forged: 0.4, isSign: true)
    // Servers do not introduce themselves by address; bots and mail programs do.
    case .heloLiteral: Weights(.helo, stale: -0.3, forwarded: -0.7, forged: 1, isSign: true)
    // The address inside somebody's NAT: a mail program at home.
    case .heloPrivateLiteral: Weights(.helo, forwarded: -0.7, forged: 0.3, local: 1.5)
    // Windows hosts and devices; bots as well.
    case .heloBareWord: Weights(.helo, forwarded: -0.4, forged: 0.6, local: 0.4, isSign: true)
    // Unconfigured software: appliances, scripts, bots.
    case .heloLocalhost: Weights(.helo, forwarded: -0.3, forged: 0.5, isSign: true)
    // Nobody else has a reason to call himself so.
    case .heloIsReceiver: Weights(.helo, stale: -1, forwarded: -2, forged: 3, isSign: true)
    // The real client is known by its name, and would pass: only its address was lost on the way.
    case .heloWouldPass: Weights(.helo, forged: -0.5, hidden: 3)
    // No host has the names of several strangers' servers; their mail comes through one address.
    case .heloOfEachSender: Weights(.helo, stale: -2, forwarded: -2, forged: -2, hidden: 4)

    // A host that nobody gave a name, with everybody's mail: a bot, or what hides the clients. No company's server.
    case .manyDomainsFromClient: Weights(.crowd, stale: -1, forwarded: 0.2, forged: 0.5, hidden: 0.8)
    // A mail host in order that fails for whoever it is: it passes on. An account that was broken into sends as one.
    case .hostOfManySenders: Weights(.crowd, stale: -0.7, forwarded: 1, forged: -0.2, hidden: 0.5)
    // It sends for others who publish nothing, and in one hour for one who says it may not, in a person's name.
    case .sharedHost: Weights(.crowd, stale: -0.3, forwarded: -0.7, forged: 1, isSign: true)
    // Nobody owns servers without names in many networks.
    case .manyClientsForDomain: Weights(.crowd, stale: -0.5, forwarded: -0.7, forged: 2, isSign: true)
    // The owner's real servers are known; this one is something else.
    case .passesFromElsewhere: Weights(.crowd, stale: -0.2, forwarded: 0.5, forged: 0.3)
    // The same host by its other address.
    case .sameHeloPasses: Weights(.crowd, stale: 2, forged: -0.5)
    // The genuine host's own name, on another line. Forgers can know it, but give the domain more often.
    case .genuineHelo: Weights(.crowd, stale: 1, forged: -1)
    // Those who write from the genuine host write from here, too. Forgers know one of them, seldom several.
    case .genuineMailboxes: Weights(.crowd, stale: 1, forged: -1)
    // The sender really uses this provider; forgers seldom rent there.
    case .providerPassesElsewhere: Weights(.crowd, stale: 0.8, forwarded: 1, forged: -1)
    // A host that legitimate senders have authorised is a mail service.
    case .clientPassesForOthers: Weights(.crowd, stale: 0.5, forwarded: 0.5, forged: -0.7)

    // Bots do not come back with the same message.
    case .retriesLikeAQueue: Weights(.queue, stale: 0.5, forwarded: 0.5, forged: -1)
    // Forged mail comes in waves from ever new addresses.
    case .seenOverDays: Weights(.queue, stale: 0.8, forwarded: 0.5, forged: -0.6)
    // Whoever forwards, forwards to one.
    case .oneRecipientOverDays: Weights(.queue, stale: 0.4, forwarded: 0.7, forged: -0.3)
    // Colleagues within a day, who share a server. Bots invent senders, but send them in one wave.
    case .severalPeople: Weights(.queue, stale: 1, forged: -1)
    // Colleagues who share a server, and come back to it.
    case .severalPeopleOverDays: Weights(.queue, stale: 1.4, forwarded: -0.3, forged: -1.2)
    // Several people were written to at different times by one sender alone: nobody's old mailbox.
    case .severalRecipients: Weights(.queue, forwarded: -1)
    // One person's message to several, in one moment, by a host that receives mail: an alias for a team; or a mailing.
    case .copiesAtOnce: Weights(.queue, forwarded: -0.7, forged: 0.2)
    // Many people in one wave: a mailing, more than one forwarded mailbox.
    case .burst: Weights(.queue, forwarded: -2, forged: 0.4)
    // Names that resemble others' are registered to write to many people: this takes back what the likeness gave.
    case .burstOfLookalike: Weights(.queue, stale: -3, forged: 0.8)

    // The owner's own record let this client pass: it was his, and was forgotten. No forger's address was ever in it.
    case .usedToPass: Weights(.past, stale: 2.5, forwarded: -1.5, forged: -2.5)
    // Bots do not stay; forgotten servers and forwarders do.
    case .knownForLong: Weights(.past, stale: 0.6, forwarded: 0.7, forged: -0.7)
    // A new server looks so, and so does a forger. Who forwards has done so for long.
    case .firstSeenLately: Weights(.past, forwarded: -0.4)
    // Others had its mail, and it kept coming.
    case .othersServed: Weights(.past, stale: 0.4, forwarded: 0.3, forged: -0.3)

    // Made by the sender's software for this very recipient.
    case .envelopeNamesRecipient: Weights(.envelope, stale: 1.5, forwarded: -1, forged: -1.2)
    // Made for somebody else, who passed it on.
    case .envelopeNamesAnother: Weights(.envelope, forwarded: 2.5, forged: -0.5)
    // A forwarder's hand, whose address was forwarded in turn.
    case .senderRewritten: Weights(.envelope, forwarded: 1)
    // The favourite of extortion mail; web forms do it too.
    case .senderIsRecipient: Weights(.envelope, stale: -0.5, forwarded: -1, forged: 1.2, isSign: true)
    // What servers and services send by themselves after a move. People have their friends' mail forwarded.
    case .senderIsMachine: Weights(.envelope, stale: 0.4, forwarded: -0.3)

    // Signed by the sender: real, and either passed on or sent by a service of his.
    case .dkimPasses: Weights(.authentication, stale: 1.8, forwarded: 2.2, forged: -4)
    // Where DKIM is what lets it pass, that is said already.
    case .dmarcPasses: Weights(.authentication, stale: 1, forwarded: 1.2, forged: -4)

    // Whoever logs in is a user of one's own.
    case .userAuthenticated: Weights(.receiver, forged: -2, local: 6)
    // Users of one's own are there: a shared line at worst.
    case .userFromClient: Weights(.receiver, forged: -1.5, local: 3.5)
    // Only users come there.
    case .submissionService: Weights(.receiver, forged: -1, local: 5)
    // No stranger can have this address.
    case .clientPrivate:
      Weights(.receiver, stale: -4, forwarded: -4, forged: -5, hidden: 4, local: 3.5)
    // One's own host, or what stands before it.
    case .clientOwn: Weights(.receiver, stale: -3, forwarded: -3, forged: -5, hidden: 3.5, local: 3.5)
    // A stranger's address, as far as DNS and the log tell.
    case .clientPublic: Weights(.receiver, hidden: -3)
    // The receiver's own line or rack, as far as addresses tell: a host of its own, or the address of its NAT.
    case .clientBesideReceiver: Weights(.receiver, forged: -1, hidden: 1.5, local: 1.5)
    // Everybody's mail through one door.
    case .clientIsGateway: Weights(.receiver, stale: -1, forwarded: 1, forged: -2, hidden: 3)
    // The receiver's own MX record says that its mail comes from there.
    case .clientIsOwnMailExchange: Weights(.receiver, stale: -1, forged: -3, hidden: 4)
    // Named by the receiver, and so one of its own.
    case .clientNameIsReceivers:
      Weights(.receiver, stale: -1.5, forwarded: -1.5, forged: -4, hidden: 2.5, local: 3)
    // What makes a client the sender's makes it the receiver's, if they are one.
    case .clientIsRelative: Weights(.receiver, stale: -2, local: 3)
    // The receiver's web site writes to the receiver.
    case .clientIsOwnSite: Weights(.receiver, stale: 1, forged: -2, local: 4)
    // Own users and hosts, or somebody who pretends to be one.
    case .senderDomainIsReceivers:
      Weights(.receiver, stale: -0.3, forwarded: -1, forged: 1.2, hidden: -1.5, local: 2.2)
    // Own users and hosts do not write under other people's domains.
    case .senderDomainIsForeign: Weights(.receiver, local: -4)
    // Strangers may not relay, and are refused for that before SPF is asked.
    case .recipientOutside: Weights(.receiver, forged: -1, local: 2.5)
    }
  }
}
