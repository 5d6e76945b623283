// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Workload

/// Simulated time that is no average part of what repeats, and is billed as if it were.
///
/// A day that is billed as a month is no month where days differ. Who bills fewer hours than a month has, as those of
/// trading, says so himself.
struct PartialCycle {
    let period: Period
    let reading: Reading

    func check(_ profile: RateProfile, at place: SourcePlace, path: String) {
        let start = period.warmUp.seconds, length = period.simulate.seconds
        let rate = (profile.cumulative(at: start + length) - profile.cumulative(at: start)) / length
        warn(excess: rate / profile.meanRate - 1, of: "profile", at: place, path: path)
    }

    /// - Parameter zone: Seconds that the schedule's time is ahead of UTC.
    func check(_ schedule: CronSchedule, zone: Double, at place: SourcePlace, path: String) {
        let length = period.simulate.seconds
        let seen = schedule.count(from: period.start.seconds + zone + period.warmUp.seconds, lasting: length)
        warn(excess: Double(seen) / (schedule.meanRate * length) - 1, of: "schedule", at: place, path: path)
    }

    /// - Parameter excess: How much more traffic the simulated time has than as much time has on the average.
    private func warn(excess: Double, of cycle: String, at place: SourcePlace, path: String) {
        guard period.coversMonth, abs(excess) > 0.03 else { return }
        let percent = (abs(excess) * 1000).rounded() / 10
        reading.warn(
            "the simulated time has \(percent.formatted) % \(excess > 0 ? "more" : "less") traffic than this \(cycle) "
                + "as a whole, and the month is billed as if all of it were like that",
            hint: "simulate all of the \(cycle), as in 'simulate: 1 week'", at: place, path: path)
    }
}
