import ArgumentParser

@main
struct Acore: AsyncParsableCommand {
    func run() async throws { print("acore") }
}
