using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Forum.Foundation.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Agreements",
                columns: table => new
                {
                    CommentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Agreements", x => new { x.CommentId, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "Appointments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PartyUnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Ending_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ending_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Ending_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appointments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Attendees",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    GridId = table.Column<Guid>(type: "TEXT", nullable: true),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attendees", x => new { x.PollId, x.VoterId });
                });

            migrationBuilder.CreateTable(
                name: "BallotPapers",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Serial = table.Column<string>(type: "TEXT", nullable: false),
                    Batch = table.Column<int>(type: "INTEGER", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: true),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Witness = table.Column<string>(type: "TEXT", nullable: true),
                    Scan = table.Column<string>(type: "TEXT", nullable: true),
                    Read = table.Column<string>(type: "TEXT", nullable: true),
                    FirstBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    SecondBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Differed = table.Column<int>(type: "INTEGER", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BallotPapers", x => new { x.PollId, x.Serial });
                });

            migrationBuilder.CreateTable(
                name: "Ballots",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Choice = table.Column<int>(type: "INTEGER", nullable: true),
                    Options = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Receipt = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    CastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ballots", x => new { x.PollId, x.VoterId });
                });

            migrationBuilder.CreateTable(
                name: "Bookings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfferId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    HasPlace = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bookings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BoxedBallots",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Contents = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Batch = table.Column<int>(type: "INTEGER", nullable: true),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoxedBallots", x => new { x.PollId, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "CalendarKeys",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Serial = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarKeys", x => x.AccountId);
                });

            migrationBuilder.CreateTable(
                name: "Calls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    English_Title = table.Column<string>(type: "TEXT", nullable: true),
                    English_Body_Source = table.Column<string>(type: "TEXT", nullable: true),
                    English_Body_Html = table.Column<string>(type: "TEXT", nullable: true),
                    Groups = table.Column<string>(type: "TEXT", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosesAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Given = table.Column<int>(type: "INTEGER", nullable: false),
                    Pending = table.Column<int>(type: "INTEGER", nullable: false),
                    CalledOff_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    CalledOff_Name = table.Column<string>(type: "TEXT", nullable: true),
                    CalledOff_As = table.Column<int>(type: "INTEGER", nullable: true),
                    CalledOff_Of = table.Column<string>(type: "TEXT", nullable: true),
                    CalledOff_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CalledOff_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Calls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Checkpoints",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    Leaves = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Checkpoints", x => new { x.PollId, x.Size });
                });

            migrationBuilder.CreateTable(
                name: "Comments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seq = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ReplyTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    Stance = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreed = table.Column<int>(type: "INTEGER", nullable: false),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Nth = table.Column<int>(type: "INTEGER", nullable: false),
                    Answers = table.Column<int>(type: "INTEGER", nullable: false),
                    Edits = table.Column<int>(type: "INTEGER", nullable: false),
                    OlderVersions = table.Column<int>(type: "INTEGER", nullable: false),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Quote_Version = table.Column<int>(type: "INTEGER", nullable: true),
                    Quote_Words = table.Column<string>(type: "TEXT", nullable: true),
                    From_PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From_Name = table.Column<string>(type: "TEXT", nullable: true),
                    From_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Withdrawn_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Withdrawn_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Withdrawn_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Withdrawn_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommentVersions",
                columns: table => new
                {
                    CommentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreed = table.Column<int>(type: "INTEGER", nullable: false),
                    Readable = table.Column<bool>(type: "INTEGER", nullable: false),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommentVersions", x => new { x.CommentId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Concerns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Category = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Visibility = table.Column<int>(type: "INTEGER", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Due = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    RaisedBy_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaisedBy_As = table.Column<int>(type: "INTEGER", nullable: false),
                    RaisedBy_Name = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedBy_Of = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedBy_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Concerns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContributionVersions",
                columns: table => new
                {
                    ContributionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContributionVersions", x => new { x.ContributionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Counters",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Counters", x => new { x.Kind, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    PollId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Matter = table.Column<string>(type: "TEXT", nullable: true),
                    Decides = table.Column<bool>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EffectiveOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DemoClock",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AheadTicks = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemoClock", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Dispatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", nullable: true),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LeavesBy = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Due = table.Column<long>(type: "INTEGER", nullable: true),
                    MarkedLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reply_Stance = table.Column<int>(type: "INTEGER", nullable: true),
                    Reply_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Reply_DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reply_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reply_Name = table.Column<string>(type: "TEXT", nullable: true),
                    Reply_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Reply_At = table.Column<long>(type: "INTEGER", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dispatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromConcernId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Current = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Endorsements",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Endorsements", x => new { x.ProposalId, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "Executions",
                columns: table => new
                {
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Summary = table.Column<string>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Executions", x => x.DecisionId);
                });

            migrationBuilder.CreateTable(
                name: "HidingAppeals",
                columns: table => new
                {
                    HidingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    Plea = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Answer_ShowsAgain = table.Column<bool>(type: "INTEGER", nullable: true),
                    Answer_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Answer_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Answer_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Answer_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Answer_At = table.Column<long>(type: "INTEGER", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HidingAppeals", x => x.HidingId);
                });

            migrationBuilder.CreateTable(
                name: "Hidings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    TextId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Edits = table.Column<int>(type: "INTEGER", nullable: false),
                    Rule = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Hidings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Homes",
                columns: table => new
                {
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Area = table.Column<long>(type: "INTEGER", nullable: false),
                    AreaReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Homes", x => x.PlaceId);
                });

            migrationBuilder.CreateTable(
                name: "InterestRefusals",
                columns: table => new
                {
                    InterestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PleaBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    PleaAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Plea = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InterestRefusals", x => new { x.InterestId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Interests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PollId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CallId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Plea_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Plea_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Plea_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    Ending_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ending_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Ending_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Ending_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Ending_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Interests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PartyUnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    TakenBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JoinCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenFor = table.Column<Guid>(type: "TEXT", nullable: true),
                    HomeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    End = table.Column<int>(type: "INTEGER", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JoinCodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JoinedProposals",
                columns: table => new
                {
                    From = table.Column<Guid>(type: "TEXT", nullable: false),
                    Into = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JoinedProposals", x => new { x.Into, x.From });
                });

            migrationBuilder.CreateTable(
                name: "Joinings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HomeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Joinings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Ledger",
                columns: table => new
                {
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Act = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    PreviousHash = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ledger", x => new { x.CommunityId, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "MailAddresses",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Pending = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    CodeHash = table.Column<string>(type: "TEXT", nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    RefusedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailAddresses", x => x.AccountId);
                });

            migrationBuilder.CreateTable(
                name: "Mails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MergerAsks",
                columns: table => new
                {
                    MergerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Endorsed = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergerAsks", x => new { x.MergerId, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "MergerReplies",
                columns: table => new
                {
                    MergerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Supports = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergerReplies", x => new { x.MergerId, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "News",
                columns: table => new
                {
                    OutboxId = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    Href = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", nullable: true),
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OtherProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Waits = table.Column<int>(type: "INTEGER", nullable: true),
                    MailId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_News", x => new { x.AccountId, x.OutboxId });
                });

            migrationBuilder.CreateTable(
                name: "NoticeChoices",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Frequency = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeChoices", x => new { x.AccountId, x.About });
                });

            migrationBuilder.CreateTable(
                name: "NoticePeriods",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Decided = table.Column<bool>(type: "INTEGER", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticePeriods", x => x.PollId);
                });

            migrationBuilder.CreateTable(
                name: "Offers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Capacity = table.Column<int>(type: "INTEGER", nullable: false),
                    Booked = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Offers", x => x.Id);
                    table.CheckConstraint("Offers_never_overbooked", "\"Booked\" >= 0 AND \"Booked\" <= \"Capacity\"");
                });

            migrationBuilder.CreateTable(
                name: "Once",
                columns: table => new
                {
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Request = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Once", x => new { x.Actor, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Ownerships",
                columns: table => new
                {
                    HomeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rank = table.Column<int>(type: "INTEGER", nullable: false),
                    Votes = table.Column<bool>(type: "INTEGER", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ownerships", x => new { x.HomeId, x.PersonId, x.Since });
                });

            migrationBuilder.CreateTable(
                name: "PaperScans",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Serial = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperScans", x => new { x.PollId, x.Serial });
                });

            migrationBuilder.CreateTable(
                name: "PartyUnits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartyUnits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PassOns",
                columns: table => new
                {
                    OutboxId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OtherProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CallId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PassOns", x => new { x.PersonId, x.OutboxId });
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VerifiedName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    BornOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PhoneTail = table.Column<string>(type: "TEXT", nullable: true),
                    IsCompany = table.Column<bool>(type: "INTEGER", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Places",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Places", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PollKeys",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Public = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Wrapped = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PollKeys", x => x.PollId);
                });

            migrationBuilder.CreateTable(
                name: "Polls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Budget = table.Column<string>(type: "TEXT", nullable: true),
                    Papers = table.Column<int>(type: "INTEGER", nullable: true),
                    EntryEndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CalledOffFor = table.Column<string>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<Guid>(type: "TEXT", nullable: true),
                    Method = table.Column<int>(type: "INTEGER", nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    Unranked = table.Column<int>(type: "INTEGER", nullable: false),
                    Seats = table.Column<int>(type: "INTEGER", nullable: false),
                    LotSeed = table.Column<string>(type: "TEXT", nullable: true),
                    LotHash = table.Column<string>(type: "TEXT", nullable: true),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    ClosesAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NoticeDays = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RollHash = table.Column<string>(type: "TEXT", nullable: true),
                    RollPersons = table.Column<int>(type: "INTEGER", nullable: false),
                    RollArea = table.Column<long>(type: "INTEGER", nullable: false),
                    Voted = table.Column<int>(type: "INTEGER", nullable: false),
                    Closed_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Closed_Outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    Closed_Tally = table.Column<string>(type: "TEXT", nullable: true),
                    Closed_TallyHash = table.Column<string>(type: "TEXT", nullable: true),
                    Closed_Channels = table.Column<string>(type: "TEXT", nullable: true),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CorrectedRollHash = table.Column<string>(type: "TEXT", nullable: true),
                    Corrections = table.Column<int>(type: "INTEGER", nullable: false),
                    SecondRegistrar = table.Column<bool>(type: "INTEGER", nullable: false),
                    SecondKeyHash = table.Column<string>(type: "TEXT", nullable: true),
                    Secrecy = table.Column<int>(type: "INTEGER", nullable: false),
                    KeyHash = table.Column<string>(type: "TEXT", nullable: true),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SetUpBy_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetUpBy_As = table.Column<int>(type: "INTEGER", nullable: false),
                    SetUpBy_Name = table.Column<string>(type: "TEXT", nullable: false),
                    SetUpBy_Of = table.Column<string>(type: "TEXT", nullable: false),
                    SetUpBy_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Polls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProposalMergers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<Guid>(type: "TEXT", nullable: false),
                    Into = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Agreed = table.Column<bool>(type: "INTEGER", nullable: true),
                    Ending_Kind = table.Column<int>(type: "INTEGER", nullable: true),
                    Ending_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalMergers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Proposals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    FromConcernId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Threshold = table.Column<int>(type: "INTEGER", nullable: false),
                    Endorsed = table.Column<int>(type: "INTEGER", nullable: false),
                    Comments = table.Column<int>(type: "INTEGER", nullable: false),
                    Station = table.Column<int>(type: "INTEGER", nullable: false),
                    Category = table.Column<string>(type: "TEXT", nullable: true),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Refused_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Refused_Name = table.Column<string>(type: "TEXT", nullable: true),
                    Refused_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Refused_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Refused_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Refused_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Refused_AppealUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Refused_Appeal = table.Column<string>(type: "TEXT", nullable: true),
                    Refused_AppealedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Refused_Answer_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Refused_Answer_Name = table.Column<string>(type: "TEXT", nullable: true),
                    Refused_Answer_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Refused_Answer_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Refused_Answer_Admits = table.Column<bool>(type: "INTEGER", nullable: true),
                    Refused_Answer_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Refused_Answer_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Ending_Kind = table.Column<int>(type: "INTEGER", nullable: true),
                    Ending_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Ending_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Ending_Into = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ending_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Ending_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    From_PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From_Name = table.Column<string>(type: "TEXT", nullable: true),
                    From_Of = table.Column<string>(type: "TEXT", nullable: true),
                    FromDraft = table.Column<Guid>(type: "TEXT", nullable: true),
                    Author_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author_As = table.Column<int>(type: "INTEGER", nullable: false),
                    Author_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Author_Of = table.Column<string>(type: "TEXT", nullable: false),
                    Author_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Periods_Admission = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Appeal = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_AtEnd = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Collecting = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Decision = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Deliberation = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Evaluation = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Final = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Notice = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Poll = table.Column<int>(type: "INTEGER", nullable: false),
                    Periods_Strict = table.Column<bool>(type: "INTEGER", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Proposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReplacedBallots",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Leaf = table.Column<string>(type: "TEXT", nullable: false),
                    Receipt = table.Column<string>(type: "TEXT", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReplacedBallots", x => new { x.PollId, x.Leaf });
                });

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    TextId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    Edits = table.Column<int>(type: "INTEGER", nullable: false),
                    Rule = table.Column<int>(type: "INTEGER", nullable: false),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Answer_Hides = table.Column<bool>(type: "INTEGER", nullable: true),
                    Answer_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Answer_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Residencies",
                columns: table => new
                {
                    HomeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Tenure = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Residencies", x => new { x.HomeId, x.PersonId, x.Since });
                });

            migrationBuilder.CreateTable(
                name: "RollCorrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenFor = table.Column<Guid>(type: "TEXT", nullable: true),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Area = table.Column<long>(type: "INTEGER", nullable: false),
                    GridId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Settling_By = table.Column<string>(type: "TEXT", nullable: true),
                    Settling_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Settling_Confirmed = table.Column<bool>(type: "INTEGER", nullable: true),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ProposedBy_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposedBy_As = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedBy_Name = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedBy_Of = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedBy_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RollCorrections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RollLines",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Area = table.Column<long>(type: "INTEGER", nullable: false),
                    GridId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RollLines", x => new { x.PollId, x.VoterId });
                });

            migrationBuilder.CreateTable(
                name: "SealedCounts",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedCounts", x => new { x.PollId, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "SealSalts",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Salt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealSalts", x => x.Digest);
                });

            migrationBuilder.CreateTable(
                name: "SearchDocuments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PollId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OfferId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CallId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ContributionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ContributionNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    Number = table.Column<string>(type: "TEXT", nullable: true),
                    Stage = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    TitleWords = table.Column<string>(type: "TEXT", nullable: false),
                    BodyWords = table.Column<string>(type: "TEXT", nullable: false),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchDocuments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SecondKeys",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Public = table.Column<byte[]>(type: "BLOB", nullable: false),
                    DestroyedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondKeys", x => x.PollId);
                });

            migrationBuilder.CreateTable(
                name: "SecondSignatures",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondSignatures", x => new { x.PollId, x.VoterId });
                });

            migrationBuilder.CreateTable(
                name: "SecretBallots",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    Message = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SecondSignature = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Choice = table.Column<int>(type: "INTEGER", nullable: true),
                    Options = table.Column<string>(type: "TEXT", nullable: true),
                    Batch = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecretBallots", x => new { x.PollId, x.TokenHash });
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => new { x.CommunityId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "SetUpKeys",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetUpKeys", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "SlowModes",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Ending_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ending_At = table.Column<long>(type: "INTEGER", nullable: true),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SlowModes", x => new { x.ProposalId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "SpentLines",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WitnessId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Blinded = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SecondBlinded = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpentLines", x => new { x.PollId, x.VoterId });
                });

            migrationBuilder.CreateTable(
                name: "SpokenEndorsements",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Of = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpokenEndorsements", x => new { x.ProposalId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "SpokenMergerAsks",
                columns: table => new
                {
                    MergerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Endorsed = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpokenMergerAsks", x => new { x.MergerId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "SpokenMergerReplies",
                columns: table => new
                {
                    MergerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Of = table.Column<string>(type: "TEXT", nullable: false),
                    Supports = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpokenMergerReplies", x => new { x.MergerId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "Summaries",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UpTo = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Disputes = table.Column<int>(type: "INTEGER", nullable: false),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Summaries", x => new { x.ProposalId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "SummaryDisputes",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SummaryNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Answer_Words = table.Column<string>(type: "TEXT", nullable: true),
                    Answer_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Answer_Name = table.Column<string>(type: "TEXT", nullable: true),
                    Answer_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Reason_Source = table.Column<string>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SummaryDisputes", x => new { x.ProposalId, x.SummaryNumber, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Surveys",
                columns: table => new
                {
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Surveys", x => x.Topic);
                });

            migrationBuilder.CreateTable(
                name: "Talks",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    For = table.Column<int>(type: "INTEGER", nullable: false),
                    Against = table.Column<int>(type: "INTEGER", nullable: false),
                    Neither = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Talks", x => x.ProposalId);
                });

            migrationBuilder.CreateTable(
                name: "Tellings",
                columns: table => new
                {
                    Whom = table.Column<Guid>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    Way = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tellings", x => new { x.Whom, x.About });
                });

            migrationBuilder.CreateTable(
                name: "Topics",
                columns: table => new
                {
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Topics", x => x.Topic);
                });

            migrationBuilder.CreateTable(
                name: "UnconfirmedChoices",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VoterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemindAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnconfirmedChoices", x => new { x.PollId, x.AccountId, x.VoterId });
                });

            migrationBuilder.CreateTable(
                name: "Units",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Units", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoiceInvitations",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Group = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoiceInvitations", x => new { x.ProposalId, x.Group, x.At });
                });

            migrationBuilder.CreateTable(
                name: "WaitingBallots",
                columns: table => new
                {
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Request = table.Column<string>(type: "TEXT", nullable: false),
                    Blinded = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Contents = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WaitingBallots", x => new { x.PollId, x.Request });
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CallConclusions",
                columns: table => new
                {
                    CallId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallConclusions", x => x.CallId);
                    table.ForeignKey(
                        name: "FK_CallConclusions_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CallProlongings",
                columns: table => new
                {
                    CallId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Before = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallProlongings", x => new { x.CallId, x.Order });
                    table.ForeignKey(
                        name: "FK_CallProlongings_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Contributions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CallId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    From_PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From_Name = table.Column<string>(type: "TEXT", nullable: true),
                    From_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Speaker = table.Column<Guid>(type: "TEXT", nullable: false),
                    Print = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnBecause = table.Column<string>(type: "TEXT", nullable: true),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    MergedInto = table.Column<int>(type: "INTEGER", nullable: true),
                    Edits = table.Column<int>(type: "INTEGER", nullable: false),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contributions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Contributions_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConcernSteps",
                columns: table => new
                {
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConcernSteps", x => new { x.ConcernId, x.Order });
                    table.ForeignKey(
                        name: "FK_ConcernSteps_Concerns_ConcernId",
                        column: x => x.ConcernId,
                        principalTable: "Concerns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DispatchHops",
                columns: table => new
                {
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    DispatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartyUnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    ArrivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Late = table.Column<bool>(type: "INTEGER", nullable: false),
                    Unattended = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DispatchHops", x => new { x.DispatchId, x.Order });
                    table.ForeignKey(
                        name: "FK_DispatchHops_Dispatches_DispatchId",
                        column: x => x.DispatchId,
                        principalTable: "Dispatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SealedParts",
                columns: table => new
                {
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    DispatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Previous = table.Column<string>(type: "TEXT", nullable: true),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedParts", x => new { x.DispatchId, x.Order });
                    table.ForeignKey(
                        name: "FK_SealedParts_Dispatches_DispatchId",
                        column: x => x.DispatchId,
                        principalTable: "Dispatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SavedTexts",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OnBehalfOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Category = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByItself = table.Column<bool>(type: "INTEGER", nullable: false),
                    Aside = table.Column<bool>(type: "INTEGER", nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedTexts", x => new { x.DraftId, x.Number });
                    table.ForeignKey(
                        name: "FK_SavedTexts_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Milestones",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    FirstDueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Percent = table.Column<int>(type: "INTEGER", nullable: false),
                    ToldLateOf = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Milestones", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Milestones_Executions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "Executions",
                        principalColumn: "DecisionId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "JoiningDisputes",
                columns: table => new
                {
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    JoiningId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Settling_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Settling_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Settling_Upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    Settling_Reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JoiningDisputes", x => new { x.JoiningId, x.Order });
                    table.ForeignKey(
                        name: "FK_JoiningDisputes_Joinings_JoiningId",
                        column: x => x.JoiningId,
                        principalTable: "Joinings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PollId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Answer_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Answer_Name = table.Column<string>(type: "TEXT", nullable: true),
                    Answer_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Answer_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Answer_Body = table.Column<string>(type: "TEXT", nullable: true),
                    Answer_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Objections_NoticePeriods_PollId",
                        column: x => x.PollId,
                        principalTable: "NoticePeriods",
                        principalColumn: "PollId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Deliveries",
                columns: table => new
                {
                    OutboxId = table.Column<long>(type: "INTEGER", nullable: false),
                    Consumer = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => new { x.OutboxId, x.Consumer });
                    table.ForeignKey(
                        name: "FK_Deliveries_Outbox_OutboxId",
                        column: x => x.OutboxId,
                        principalTable: "Outbox",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Amendments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    BaseVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Amendments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Amendments_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CoAuthors",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    As = table.Column<int>(type: "INTEGER", nullable: true),
                    Of = table.Column<string>(type: "TEXT", nullable: false),
                    InvitedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoAuthors", x => x.Id);
                    table.CheckConstraint("CK_CoAuthors_one_text", "(ProposalId IS NULL) <> (DraftId IS NULL)");
                    table.ForeignKey(
                        name: "FK_CoAuthors_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CoAuthors_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ProposalSteps",
                columns: table => new
                {
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Extended = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalSteps", x => new { x.ProposalId, x.Step });
                    table.ForeignKey(
                        name: "FK_ProposalSteps_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProposalStops",
                columns: table => new
                {
                    Station = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalStops", x => new { x.ProposalId, x.Station });
                    table.ForeignKey(
                        name: "FK_ProposalStops_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProposalVersions",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    AmendmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Body_Html = table.Column<string>(type: "TEXT", nullable: false),
                    Body_Source = table.Column<string>(type: "TEXT", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalVersions", x => new { x.ProposalId, x.Number });
                    table.ForeignKey(
                        name: "FK_ProposalVersions_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Evaluations",
                columns: table => new
                {
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    RemarkId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Hidden_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hidden_At = table.Column<long>(type: "INTEGER", nullable: true),
                    Hidden_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Evaluations", x => new { x.Topic, x.AccountId });
                    table.ForeignKey(
                        name: "FK_Evaluations_Surveys_Topic",
                        column: x => x.Topic,
                        principalTable: "Surveys",
                        principalColumn: "Topic",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SurveyAsked",
                columns: table => new
                {
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyAsked", x => new { x.Topic, x.AccountId });
                    table.ForeignKey(
                        name: "FK_SurveyAsked_Surveys_Topic",
                        column: x => x.Topic,
                        principalTable: "Surveys",
                        principalColumn: "Topic",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContributionSettlements",
                columns: table => new
                {
                    ContributionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    MergedInto = table.Column<int>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContributionSettlements", x => new { x.ContributionId, x.Order });
                    table.ForeignKey(
                        name: "FK_ContributionSettlements_Contributions_ContributionId",
                        column: x => x.ContributionId,
                        principalTable: "Contributions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MilestoneReports",
                columns: table => new
                {
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Percent = table.Column<int>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MilestoneReports", x => new { x.MilestoneId, x.Order });
                    table.ForeignKey(
                        name: "FK_MilestoneReports_Milestones_MilestoneId",
                        column: x => x.MilestoneId,
                        principalTable: "Milestones",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AmendmentSettlements",
                columns: table => new
                {
                    AmendmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    End = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: true),
                    By_AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By_As = table.Column<int>(type: "INTEGER", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false),
                    By_Of = table.Column<string>(type: "TEXT", nullable: false),
                    By_UnitId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AmendmentSettlements", x => x.AmendmentId);
                    table.ForeignKey(
                        name: "FK_AmendmentSettlements_Amendments_AmendmentId",
                        column: x => x.AmendmentId,
                        principalTable: "Amendments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MilestonePictures",
                columns: table => new
                {
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Report = table.Column<int>(type: "INTEGER", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    SmallHash = table.Column<string>(type: "TEXT", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Alt = table.Column<string>(type: "TEXT", nullable: false),
                    Removal_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Removal_As = table.Column<int>(type: "INTEGER", nullable: true),
                    Removal_Of = table.Column<string>(type: "TEXT", nullable: true),
                    Removal_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Removal_At = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MilestonePictures", x => new { x.MilestoneId, x.Report, x.Order });
                    table.ForeignKey(
                        name: "FK_MilestonePictures_MilestoneReports_MilestoneId_Report",
                        columns: x => new { x.MilestoneId, x.Report },
                        principalTable: "MilestoneReports",
                        principalColumns: new[] { "MilestoneId", "Order" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Accounts",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_PersonId",
                table: "Accounts",
                column: "PersonId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Accounts",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_ProposalId_Number",
                table: "Amendments",
                columns: new[] { "ProposalId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Appointments_AccountId",
                table: "Appointments",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_BallotPapers_PollId_State",
                table: "BallotPapers",
                columns: new[] { "PollId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_BallotPapers_PollId_VoterId",
                table: "BallotPapers",
                columns: new[] { "PollId", "VoterId" });

            migrationBuilder.CreateIndex(
                name: "IX_Ballots_AccountId",
                table: "Ballots",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_OfferId_AccountId",
                table: "Bookings",
                columns: new[] { "OfferId", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_OfferId_HasPlace_At",
                table: "Bookings",
                columns: new[] { "OfferId", "HasPlace", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_BoxedBallots_PollId",
                table: "BoxedBallots",
                column: "PollId",
                filter: "\"Batch\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_CommunityId_ClosesAt",
                table: "Calls",
                columns: new[] { "CommunityId", "ClosesAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Matter",
                table: "Calls",
                column: "Matter",
                filter: "\"Matter\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Number",
                table: "Calls",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CoAuthors_AccountId",
                table: "CoAuthors",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_CoAuthors_DraftId_AccountId",
                table: "CoAuthors",
                columns: new[] { "DraftId", "AccountId" },
                unique: true,
                filter: "EndedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CoAuthors_ProposalId_AccountId",
                table: "CoAuthors",
                columns: new[] { "ProposalId", "AccountId" },
                unique: true,
                filter: "EndedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_At",
                table: "Comments",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_From_PersonId",
                table: "Comments",
                column: "From_PersonId",
                filter: "\"From_PersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_ProposalId_ReplyTo_Agreed_Seq",
                table: "Comments",
                columns: new[] { "ProposalId", "ReplyTo", "Agreed", "Seq" },
                descending: new[] { false, false, true, false },
                filter: "\"ReplyTo\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_ProposalId_ReplyTo_Seq",
                table: "Comments",
                columns: new[] { "ProposalId", "ReplyTo", "Seq" },
                filter: "\"ReplyTo\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_ProposalId_Seq",
                table: "Comments",
                columns: new[] { "ProposalId", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_ProposalId_Stance_Agreed_Seq",
                table: "Comments",
                columns: new[] { "ProposalId", "Stance", "Agreed", "Seq" },
                descending: new[] { false, false, true, false },
                filter: "\"Agreed\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_ReplyTo_Nth",
                table: "Comments",
                columns: new[] { "ReplyTo", "Nth" },
                filter: "\"ReplyTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_CommunityId_Status_Due",
                table: "Concerns",
                columns: new[] { "CommunityId", "Status", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_Number",
                table: "Concerns",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_PlaceId",
                table: "Concerns",
                column: "PlaceId");

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_UnitId",
                table: "Concerns",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_At",
                table: "Contributions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_CallId_Number",
                table: "Contributions",
                columns: new[] { "CallId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_CallId_Outcome_Number",
                table: "Contributions",
                columns: new[] { "CallId", "Outcome", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_CallId_Speaker_Print",
                table: "Contributions",
                columns: new[] { "CallId", "Speaker", "Print" },
                unique: true,
                filter: "\"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_CommunityId_PublishedAt",
                table: "Decisions",
                columns: new[] { "CommunityId", "PublishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_Number",
                table: "Decisions",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_PollId",
                table: "Decisions",
                column: "PollId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_NotBefore",
                table: "Deliveries",
                column: "NotBefore",
                filter: "\"DoneAt\" IS NULL AND \"Attempts\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_OutboxId",
                table: "Deliveries",
                column: "OutboxId",
                filter: "\"DoneAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_CommunityId_SentAt_LeavesBy",
                table: "Dispatches",
                columns: new[] { "CommunityId", "SentAt", "LeavesBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_Matter",
                table: "Dispatches",
                column: "Matter");

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_Number",
                table: "Dispatches",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_PollId",
                table: "Dispatches",
                column: "PollId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_AuthorId",
                table: "Drafts",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_RemarkId",
                table: "Evaluations",
                column: "RemarkId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Hidings_CommunityId_Number",
                table: "Hidings",
                columns: new[] { "CommunityId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Hidings_Kind_TextId",
                table: "Hidings",
                columns: new[] { "Kind", "TextId" });

            migrationBuilder.CreateIndex(
                name: "IX_Hidings_Number",
                table: "Hidings",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Homes_CommunityId",
                table: "Homes",
                column: "CommunityId");

            migrationBuilder.CreateIndex(
                name: "IX_Interests_CallId",
                table: "Interests",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_Interests_ConcernId",
                table: "Interests",
                column: "ConcernId");

            migrationBuilder.CreateIndex(
                name: "IX_Interests_PollId",
                table: "Interests",
                column: "PollId");

            migrationBuilder.CreateIndex(
                name: "IX_Interests_ProposalId",
                table: "Interests",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Hash",
                table: "Invitations",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JoinCodes_Hash",
                table: "JoinCodes",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JoinCodes_OpenFor",
                table: "JoinCodes",
                column: "OpenFor",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JoinedProposals_From",
                table: "JoinedProposals",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_Joinings_AccountId",
                table: "Joinings",
                column: "AccountId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Joinings_HomeId",
                table: "Joinings",
                column: "HomeId");

            migrationBuilder.CreateIndex(
                name: "IX_Joinings_PersonId",
                table: "Joinings",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_Subject",
                table: "Ledger",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_MailAddresses_CodeHash",
                table: "MailAddresses",
                column: "CodeHash");

            migrationBuilder.CreateIndex(
                name: "IX_Mails_AccountId_At",
                table: "Mails",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Mails_AccountId_Key",
                table: "Mails",
                columns: new[] { "AccountId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mails_State_NotBefore",
                table: "Mails",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_MergerAsks_AccountId",
                table: "MergerAsks",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_MilestonePictures_MilestoneId_Report_Hash",
                table: "MilestonePictures",
                columns: new[] { "MilestoneId", "Report", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Milestones_DecisionId_Order",
                table: "Milestones",
                columns: new[] { "DecisionId", "Order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Milestones_UnitId_Percent",
                table: "Milestones",
                columns: new[] { "UnitId", "Percent" });

            migrationBuilder.CreateIndex(
                name: "IX_News_AccountId_ReadAt",
                table: "News",
                columns: new[] { "AccountId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_News_MailId",
                table: "News",
                column: "MailId",
                filter: "\"MailId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_News_OutboxId",
                table: "News",
                column: "OutboxId");

            migrationBuilder.CreateIndex(
                name: "IX_News_ReadAt",
                table: "News",
                column: "ReadAt",
                filter: "\"ReadAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_News_Waits_At",
                table: "News",
                columns: new[] { "Waits", "At" },
                filter: "\"Waits\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeChoices_About",
                table: "NoticeChoices",
                column: "About");

            migrationBuilder.CreateIndex(
                name: "IX_NoticePeriods_CommunityId_Until",
                table: "NoticePeriods",
                columns: new[] { "CommunityId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Objections_PollId_Order",
                table: "Objections",
                columns: new[] { "PollId", "Order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Offers_CommunityId_From",
                table: "Offers",
                columns: new[] { "CommunityId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Topic_Version",
                table: "Outbox",
                columns: new[] { "Topic", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_Ownerships_CommunityId",
                table: "Ownerships",
                column: "CommunityId");

            migrationBuilder.CreateIndex(
                name: "IX_Ownerships_PersonId",
                table: "Ownerships",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyUnits_PlaceId",
                table: "PartyUnits",
                column: "PlaceId");

            migrationBuilder.CreateIndex(
                name: "IX_PassOns_At",
                table: "PassOns",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_PassOns_OutboxId",
                table: "PassOns",
                column: "OutboxId");

            migrationBuilder.CreateIndex(
                name: "IX_People_CommunityId",
                table: "People",
                column: "CommunityId");

            migrationBuilder.CreateIndex(
                name: "IX_Places_CommunityId_Level",
                table: "Places",
                columns: new[] { "CommunityId", "Level" });

            migrationBuilder.CreateIndex(
                name: "IX_Places_Level_Path",
                table: "Places",
                columns: new[] { "Level", "Path" });

            migrationBuilder.CreateIndex(
                name: "IX_Places_ParentId",
                table: "Places",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_Places_Path",
                table: "Places",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Polls_After",
                table: "Polls",
                column: "After",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Polls_Matter",
                table: "Polls",
                column: "Matter");

            migrationBuilder.CreateIndex(
                name: "IX_Polls_Number",
                table: "Polls",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Polls_State_EntryEndsAt",
                table: "Polls",
                columns: new[] { "State", "EntryEndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ProposalMergers_From",
                table: "ProposalMergers",
                column: "From",
                unique: true,
                filter: "\"Agreed\" IS NOT FALSE AND \"Ending_At\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProposalMergers_Into",
                table: "ProposalMergers",
                column: "Into");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_CommunityId_Station",
                table: "Proposals",
                columns: new[] { "CommunityId", "Station" });

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_DueAt",
                table: "Proposals",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_From_PersonId",
                table: "Proposals",
                column: "From_PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_FromDraft",
                table: "Proposals",
                column: "FromDraft",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_Number",
                table: "Proposals",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReplacedBallots_PollId_Receipt",
                table: "ReplacedBallots",
                columns: new[] { "PollId", "Receipt" });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_Kind_TextId_By",
                table: "Reports",
                columns: new[] { "Kind", "TextId", "By" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Residencies_CommunityId",
                table: "Residencies",
                column: "CommunityId");

            migrationBuilder.CreateIndex(
                name: "IX_Residencies_PersonId",
                table: "Residencies",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_RollCorrections_PollId_OpenFor",
                table: "RollCorrections",
                columns: new[] { "PollId", "OpenFor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SealSalts_Topic",
                table: "SealSalts",
                column: "Topic");

            migrationBuilder.CreateIndex(
                name: "IX_SearchDocuments_Kind_SubjectId",
                table: "SearchDocuments",
                columns: new[] { "Kind", "SubjectId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_AccountId",
                table: "Sessions",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_TokenHash",
                table: "Sessions",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SpokenMergerAsks_PersonId",
                table: "SpokenMergerAsks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Summaries_Id",
                table: "Summaries",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SummaryDisputes_Id",
                table: "SummaryDisputes",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SummaryDisputes_ProposalId_SummaryNumber_AccountId",
                table: "SummaryDisputes",
                columns: new[] { "ProposalId", "SummaryNumber", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tellings_At",
                table: "Tellings",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_UnconfirmedChoices_AccountId",
                table: "UnconfirmedChoices",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_UnconfirmedChoices_RemindAt",
                table: "UnconfirmedChoices",
                column: "RemindAt");

            migrationBuilder.CreateIndex(
                name: "IX_Units_CommunityId",
                table: "Units",
                column: "CommunityId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Agreements");

            migrationBuilder.DropTable(
                name: "AmendmentSettlements");

            migrationBuilder.DropTable(
                name: "Appointments");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "Attendees");

            migrationBuilder.DropTable(
                name: "BallotPapers");

            migrationBuilder.DropTable(
                name: "Ballots");

            migrationBuilder.DropTable(
                name: "Bookings");

            migrationBuilder.DropTable(
                name: "BoxedBallots");

            migrationBuilder.DropTable(
                name: "CalendarKeys");

            migrationBuilder.DropTable(
                name: "CallConclusions");

            migrationBuilder.DropTable(
                name: "CallProlongings");

            migrationBuilder.DropTable(
                name: "Checkpoints");

            migrationBuilder.DropTable(
                name: "CoAuthors");

            migrationBuilder.DropTable(
                name: "Comments");

            migrationBuilder.DropTable(
                name: "CommentVersions");

            migrationBuilder.DropTable(
                name: "ConcernSteps");

            migrationBuilder.DropTable(
                name: "ContributionSettlements");

            migrationBuilder.DropTable(
                name: "ContributionVersions");

            migrationBuilder.DropTable(
                name: "Counters");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "DemoClock");

            migrationBuilder.DropTable(
                name: "DispatchHops");

            migrationBuilder.DropTable(
                name: "Endorsements");

            migrationBuilder.DropTable(
                name: "Evaluations");

            migrationBuilder.DropTable(
                name: "HidingAppeals");

            migrationBuilder.DropTable(
                name: "Hidings");

            migrationBuilder.DropTable(
                name: "Homes");

            migrationBuilder.DropTable(
                name: "InterestRefusals");

            migrationBuilder.DropTable(
                name: "Interests");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "JoinCodes");

            migrationBuilder.DropTable(
                name: "JoinedProposals");

            migrationBuilder.DropTable(
                name: "JoiningDisputes");

            migrationBuilder.DropTable(
                name: "Ledger");

            migrationBuilder.DropTable(
                name: "MailAddresses");

            migrationBuilder.DropTable(
                name: "Mails");

            migrationBuilder.DropTable(
                name: "MergerAsks");

            migrationBuilder.DropTable(
                name: "MergerReplies");

            migrationBuilder.DropTable(
                name: "MilestonePictures");

            migrationBuilder.DropTable(
                name: "News");

            migrationBuilder.DropTable(
                name: "NoticeChoices");

            migrationBuilder.DropTable(
                name: "Objections");

            migrationBuilder.DropTable(
                name: "Offers");

            migrationBuilder.DropTable(
                name: "Once");

            migrationBuilder.DropTable(
                name: "Ownerships");

            migrationBuilder.DropTable(
                name: "PaperScans");

            migrationBuilder.DropTable(
                name: "PartyUnits");

            migrationBuilder.DropTable(
                name: "PassOns");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "Places");

            migrationBuilder.DropTable(
                name: "PollKeys");

            migrationBuilder.DropTable(
                name: "Polls");

            migrationBuilder.DropTable(
                name: "ProposalMergers");

            migrationBuilder.DropTable(
                name: "ProposalSteps");

            migrationBuilder.DropTable(
                name: "ProposalStops");

            migrationBuilder.DropTable(
                name: "ProposalVersions");

            migrationBuilder.DropTable(
                name: "ReplacedBallots");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropTable(
                name: "Residencies");

            migrationBuilder.DropTable(
                name: "RollCorrections");

            migrationBuilder.DropTable(
                name: "RollLines");

            migrationBuilder.DropTable(
                name: "SavedTexts");

            migrationBuilder.DropTable(
                name: "SealedCounts");

            migrationBuilder.DropTable(
                name: "SealedParts");

            migrationBuilder.DropTable(
                name: "SealSalts");

            migrationBuilder.DropTable(
                name: "SearchDocuments");

            migrationBuilder.DropTable(
                name: "SecondKeys");

            migrationBuilder.DropTable(
                name: "SecondSignatures");

            migrationBuilder.DropTable(
                name: "SecretBallots");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "Settings");

            migrationBuilder.DropTable(
                name: "SetUpKeys");

            migrationBuilder.DropTable(
                name: "SlowModes");

            migrationBuilder.DropTable(
                name: "SpentLines");

            migrationBuilder.DropTable(
                name: "SpokenEndorsements");

            migrationBuilder.DropTable(
                name: "SpokenMergerAsks");

            migrationBuilder.DropTable(
                name: "SpokenMergerReplies");

            migrationBuilder.DropTable(
                name: "Summaries");

            migrationBuilder.DropTable(
                name: "SummaryDisputes");

            migrationBuilder.DropTable(
                name: "SurveyAsked");

            migrationBuilder.DropTable(
                name: "Talks");

            migrationBuilder.DropTable(
                name: "Tellings");

            migrationBuilder.DropTable(
                name: "Topics");

            migrationBuilder.DropTable(
                name: "UnconfirmedChoices");

            migrationBuilder.DropTable(
                name: "Units");

            migrationBuilder.DropTable(
                name: "VoiceInvitations");

            migrationBuilder.DropTable(
                name: "WaitingBallots");

            migrationBuilder.DropTable(
                name: "Amendments");

            migrationBuilder.DropTable(
                name: "Accounts");

            migrationBuilder.DropTable(
                name: "Concerns");

            migrationBuilder.DropTable(
                name: "Contributions");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Joinings");

            migrationBuilder.DropTable(
                name: "MilestoneReports");

            migrationBuilder.DropTable(
                name: "NoticePeriods");

            migrationBuilder.DropTable(
                name: "Drafts");

            migrationBuilder.DropTable(
                name: "Dispatches");

            migrationBuilder.DropTable(
                name: "Surveys");

            migrationBuilder.DropTable(
                name: "Proposals");

            migrationBuilder.DropTable(
                name: "Calls");

            migrationBuilder.DropTable(
                name: "Milestones");

            migrationBuilder.DropTable(
                name: "Executions");
        }
    }
}
