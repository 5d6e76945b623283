// SPDX-License-Identifier: GPL-3.0-or-later

/// A provider of platforms.
public enum Provider: String, Sendable, CaseIterable {
    case aws
}

/// A region for which prices are known.
public enum Region: String, Sendable, CaseIterable {
    case usEast1 = "us-east-1"
    case euWest1 = "eu-west-1"
    case apNortheast1 = "ap-northeast-1"
}
