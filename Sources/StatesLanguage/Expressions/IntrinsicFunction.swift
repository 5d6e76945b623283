// SPDX-License-Identifier: GPL-3.0-or-later

/// The functions of the language, with what they take.
///
/// Source: AWS Step Functions Developer Guide, "Intrinsic functions for JSONPath states".
enum IntrinsicFunction: String, CaseIterable {
    case array = "States.Array"
    case arrayContains = "States.ArrayContains"
    case arrayGetItem = "States.ArrayGetItem"
    case arrayLength = "States.ArrayLength"
    case arrayPartition = "States.ArrayPartition"
    case arrayRange = "States.ArrayRange"
    case arrayUnique = "States.ArrayUnique"
    case base64Decode = "States.Base64Decode"
    case base64Encode = "States.Base64Encode"
    case format = "States.Format"
    case hash = "States.Hash"
    case jsonMerge = "States.JsonMerge"
    case jsonToString = "States.JsonToString"
    case mathAdd = "States.MathAdd"
    case mathRandom = "States.MathRandom"
    case stringSplit = "States.StringSplit"
    case stringToJson = "States.StringToJson"
    case uuid = "States.UUID"

    var argumentCount: ClosedRange<Int> {
        switch self {
        case .array: 0...Int.max
        case .format: 1...Int.max
        case .uuid: 0...0
        case .arrayLength, .arrayUnique, .base64Decode, .base64Encode, .jsonToString, .stringToJson: 1...1
        case .arrayContains, .arrayGetItem, .arrayPartition, .hash, .mathAdd, .stringSplit: 2...2
        case .mathRandom: 2...3
        case .arrayRange, .jsonMerge: 3...3
        }
    }

    /// The positions, from 0, where a text in quotes cannot stand because a number is needed.
    var numberPositions: Range<Int> {
        switch self {
        case .mathAdd, .mathRandom, .arrayRange: 0..<3
        case .arrayGetItem, .arrayPartition: 1..<2
        default: 0..<0
        }
    }
}
