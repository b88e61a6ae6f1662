/// What each line of loglines.jsonl states, read by a person: the number of the line, the result, the identity checked,
/// the client, and the reverse-path; `-` where the line does not tell, `<>` for the null sender, and `@domain` where
/// only the domain checked is told.
///
/// Placeholders that stand in a line for an address are what it states. A reply's "did not pass" names no result and
/// counts as fail; so do replies that only say that the check failed, and the Why page, which explains nothing else.
enum LogLineOutcomes {
  static let table = #"""
    1 fail mailfrom 203.0.113.55 FROMMAIL
    2 pass mailfrom 198.51.100.63 user603@d722.example
    3 fail mailfrom - @d2784.example
    4 pass mailfrom 203.0.113.82 bounce+5cff61.3a5c1a-***=user647@h333.d2386.example
    5 none mailfrom 172.16.0.10 user222@mx01.lab.local
    6 fail - 100.120.1.2 -
    7 pass mailfrom 127.0.0.1 user408@d7776.example
    8 fail helo 172.18.0.1 @h6-h00-h.h960.d2770.example
    9 softfail mailfrom 198.51.100.168 user125@d5694.example
    10 permerror - - -
    11 fail helo 198.51.100.36 @d1272.example
    12 fail mailfrom 198.51.100.180 user499@d3102.example
    13 fail helo 198.51.100.2 @d2040.example
    14 softfail mailfrom - {sc['sender_email']}
    15 fail mailfrom 198.51.100.141 user704@d1227.example
    18 softfail helo 172.18.0.1 user202@d9322.example
    21 none helo - user420@domain.tld
    22 fail mailfrom - user420@domain.tld
    23 softfail mailfrom 203.0.113.103 user92@d4179.example
    24 fail mailfrom 192.0.2.123 information@h.h499.h835.d9478.example
    25 fail helo 198.51.100.46 @h01-h-h.h245.h899.d8634.example
    26 fail mailfrom 203.0.113.62 deena_creamer@receder.duckhood.monster
    27 fail helo 172.18.0.1 @d4495.example
    28 fail mailfrom 198.51.100.127 bounces+8647778-1ae0-username=user676@h1860.d8889.example
    29 fail - 203.0.113.237 @d6295.example
    30 fail mailfrom - user92@d6262.example
    31 softfail mailfrom 198.51.100.81 user342@d7828.example
    32 softfail mailfrom 203.0.113.115 user598@d8019.example
    33 softfail mailfrom 203.0.113.189 user696@gmail.com
    34 pass helo 198.51.100.59 <>
    35 none helo 198.51.100.59 user775@d4420.example
    36 permerror helo 198.51.100.59 user775@d4420.example
    37 pass mailfrom 198.51.100.59 prvs=30447fe13=user912@d7776.example
    38 none helo 198.51.100.59 user775@d4420.example
    39 softfail helo 198.51.100.59 user775@d4420.example
    40 none helo 192.0.2.51 user154@d2172.example
    41 fail mailfrom 203.0.113.115 user598@d8019.example
    42 permerror - - -
    43 fail mailfrom 2001:db8:56f2::beab user301@h376.d3283.example
    44 permerror mailfrom 198.51.100.67 user214@d2022.example
    45 permerror mailfrom 198.51.100.246 user762@d1066.example
    46 fail helo 172.23.0.1 ???@???
    47 temperror - - @d5547.example
    48 temperror mailfrom 203.0.113.226 @d5034.example
    49 fail mailfrom 198.51.100.51 -
    50 pass mailfrom 198.51.100.124 user408@gmail.com
    51 permerror mailfrom 192.0.2.232 user896@h548.d1874.example
    52 fail mailfrom - -
    53 fail mailfrom - -
    54 fail - 2001:db8:ca96::d379 user446@h918.d1512.example
    55 fail mailfrom - @h62.d7154.example
    56 fail - - -
    57 fail - - -
    58 fail mailfrom 198.51.100.18 user711@h499.d6263.example
    62 pass mailfrom - user112@**d1259.example*
    63 fail mailfrom 192.0.2.38 @d1031.example
    64 softfail mailfrom 203.0.113.240 user253@d1259.example
    65 fail mailfrom 172.20.0.1 -
    67 fail mailfrom 192.0.2.3 user(at)d1.example
    68 fail - 192.0.2.185 @d2683.example
    69 none mailfrom 198.51.100.4 nk4d3v@h918.d9777.example
    73 none helo 192.168.99.53 user729@d9098.example
    74 fail mailfrom 192.168.99.53 user729@d9098.example
    75 fail mailfrom - -
    77 pass mailfrom 192.0.2.239 user154@d107.example
    79 fail - 127.0.0.1 user376@bad.example
    80 fail - 203.0.113.73 @d5547.example
    81 fail mailfrom 198.51.100.116 @d4020.example
    82 fail - - -
    84 fail - - -
    86 none mailfrom - [_[COLOR=#0000ff]stxarvccmdb@d1952.example[/COLOR]_
    87 pass mailfrom 203.0.113.215 user446@gmail.com
    88 permerror - - @d1293.example
    89 softfail mailfrom 198.51.100.177 user815@d5694.example
    90 pass mailfrom 198.51.100.7 user791@d1588.example
    91 fail mailfrom 203.0.113.80 user179@h355.d5832.example
    92 fail mailfrom 203.0.113.104 user611@d3065.example
    93 softfail mailfrom 203.0.113.121 user542@gmail.com
    94 softfail mailfrom 198.51.100.19 user138@gmail.com
    96 temperror - - -
    98 temperror mailfrom 198.51.100.131 user722@d8221.example
    100 fail mailfrom 192.0.2.154 @d6334.example
    """#
}
