import DiscordModel
import Testing

@testable import Bot

@Suite struct FollowUpsTests {
    private let start = Duration.seconds(1_000)
    private let ann = ChannelMember(channel: 1, user: 1)

    @Test func `an exchange opens a talk, each further one renews it, silence ends it`() {
        var talks = FollowUps(timeout: .seconds(300))
        #expect(!talks.isOpen(ann, at: start))
        talks.renew(ann, at: start)
        #expect(talks.isOpen(ann, at: start + .seconds(299)))
        talks.renew(ann, at: start + .seconds(299))
        #expect(talks.isOpen(ann, at: start + .seconds(598)))
        #expect(!talks.isOpen(ann, at: start + .seconds(599)))
    }

    @Test func `a talk is one person's, in one channel`() {
        var talks = FollowUps()
        talks.renew(ann, at: start)
        #expect(!talks.isOpen(ChannelMember(channel: 1, user: 2), at: start))
        #expect(!talks.isOpen(ChannelMember(channel: 2, user: 1), at: start))
    }

    @Test func `ending says whether there was something to end`() {
        var talks = FollowUps(timeout: .seconds(300))
        #expect(talks.end(ann, at: start) == false)
        talks.renew(ann, at: start)
        #expect(talks.end(ann, at: start) == true)
        #expect(!talks.isOpen(ann, at: start))
        talks.renew(ann, at: start)
        #expect(talks.end(ann, at: start + .seconds(300)) == false)
    }

    @Test func `the talks of a channel go with it`() {
        var talks = FollowUps()
        talks.renew(ann, at: start)
        talks.renew(ChannelMember(channel: 2, user: 1), at: start)
        talks.endAll { $0.channel == 1 }
        #expect(talks.count == 1)
        #expect(!talks.isOpen(ann, at: start))
    }

    @Test func `the number of talks is bounded, the longest silent go first`() {
        var talks = FollowUps()
        for user in 0...FollowUps.limit {
            talks.renew(ChannelMember(channel: 1, user: Snowflake(UInt64(user))), at: start + .milliseconds(user))
        }
        #expect(talks.count <= FollowUps.limit)
        let now = start + .milliseconds(FollowUps.limit)
        #expect(!talks.isOpen(ChannelMember(channel: 1, user: 0), at: now))
        #expect(talks.isOpen(ChannelMember(channel: 1, user: Snowflake(UInt64(FollowUps.limit))), at: now))
    }
}
