// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// The tables of a program, with draws and streams resolved.
extension Assembly {
    func split(_ split: SplitPlan) -> SplitState {
        switch split.rule {
        case .overflow: return SplitState(rule: .overflow, members: split.members)
        case .shares(let shares, let stream):
            var sum = 0.0
            let cumulative = shares.map { share in
                sum += share
                return sum
            }
            return SplitState(rule: .shares(cumulative, key: key(stream)), members: split.members)
        }
    }

    mutating func call(_ call: CallPlan) -> CallState {
        let isGuarded = call.cache != nil || call.breaker != nil || call.adaptiveThrottle != nil || call.hedge != nil
        return CallState(
            plan: call, bytes: index(of: call.bytes), latency: index(of: call.latency),
            eachWay: index(of: call.eachWay), salt: key(call.stream).value,
            policy: RetryPolicy(call.retry, seed: seed, replication: replication), recovery: call.recovery ?? -1,
            isGuarded: isGuarded,
            cache: call.cache.map { AnswerCache($0, seed: seed, replication: replication) },
            breaker: call.breaker.map { CircuitBreaker($0) },
            throttle: call.adaptiveThrottle.map { AdaptiveThrottle($0, key: key($0.stream)) },
            condition: call.condition.map {
                ConditionState(
                    popularity: ZipfSampler(exponent: $0.exponent, count: $0.keys), key: key($0.stream))
            },
            seen: CallObservation())
    }

    func fork(_ fork: ForkPlan) -> ForkState { ForkState(branches: fork.branches, recovery: fork.recovery ?? -1) }

    mutating func map(_ map: MapPlan) -> MapState {
        MapState(
            items: index(of: map.items), atOnce: map.atOnce ?? .max >> 32, entry: map.entry,
            salt: key(map.stream).value, toleratedFailures: map.toleratedFailures, recovery: map.recovery ?? -1)
    }

    func choice(_ choice: ChoicePlan) -> ChoiceState {
        var sum = 0.0
        let cumulative = choice.shares.map { share in
            sum += share
            return sum
        }
        return ChoiceState(cumulative: cumulative, targets: choice.targets.map { UInt32($0) }, key: key(choice.stream))
    }

    func recovery(_ recovery: RecoveryPlan) -> RecoveryState {
        RecoveryState(
            retriers: recovery.retriers.map {
                RecoveryState.RetrierState(
                    matches: $0.matches, policy: RetryPolicy($0.retry, seed: seed, replication: replication))
            },
            catchers: recovery.catchers)
    }
}
