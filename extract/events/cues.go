package events

// cue is a list of data/cues.tsv.
type cue uint8

// The cues.
const (
	cueIntent cue = iota
	cueRefuse
	cueFail
	cueRequest
	cueThreat
	cueAttempt
	cueEnding
	cueClaim
	cueDeny
	cueSay
	cueHypothetical
	cueAccident
	cueSport
	cuePeople
	cueLight
	cueHappening
	cuePoll
	cueChance
	cueReach
	cueQuantity
	cueThing
	cueAbstract
	cueState
	cueCarrier
	cueOffer
	cueVerbal
	cueIssued
	cueCurrency
	cueOffice
	cueIdiom
	cueCondition
	cueWeapon
	cueEnable
	cuePersonal
	cueDomestic
	cueWhereabouts
	cueArticle
	cueAfterwards
	cueNumber
	cueCharge
	cueHinder
	cuePledger
	cueCriticised
	cuePlant
	cueHostile
	cueSought
	cueCabinet
	cueMatter
	cueWorks
	cueBound
	cueHearsay
	cueLabour
	cueIndustrial
	cueNaming
	cueSlur
	cueField
	cueOutplay
	cueCause
	cuePlural
	cueSpace
	cueRumour
	cueGain
	cueStance
	cueVower
	cueChancery
	cueSpeech
	cueTopical
	cueLauding
	cueElectoral
	cueToil
	cueBallot
	cueContact
	cueCourtesy
	cueEvil
	cueFiction
	cuePlatform
	cueSpot
	cueTelling
	cueWriting
	cueDealer
	cueVoid
	cueForecaster
	cueHabit
	cueGame
	cueSpan
	cuePremises
	cueMemory
	cueWhere
	cueFleeing
	cueComfort
	cueMoving
	cueFestive
	cueHacker
	cueRetaliation
)

// cueNames are the cues' names in the table.
var cueNames = [...]string{
	cueIntent:       "intent",
	cueRefuse:       "refuse",
	cueFail:         "fail",
	cueRequest:      "request",
	cueThreat:       "threat",
	cueAttempt:      "attempt",
	cueEnding:       "ending",
	cueClaim:        "claim",
	cueDeny:         "deny",
	cueSay:          "say",
	cueHypothetical: "hypothetical",
	cueAccident:     "accident",
	cueSport:        "sport",
	cuePeople:       "people",
	cueLight:        "light",
	cueHappening:    "happening",
	cuePoll:         "poll",
	cueChance:       "chance",
	cueReach:        "reach",
	cueQuantity:     "quantity",
	cueThing:        "thing",
	cueAbstract:     "abstract",
	cueState:        "state",
	cueCarrier:      "carrier",
	cueOffer:        "offer",
	cueVerbal:       "verbal",
	cueIssued:       "issued",
	cueCurrency:     "currency",
	cueOffice:       "office",
	cueIdiom:        "idiom",
	cueCondition:    "condition",
	cueWeapon:       "weapon",
	cueEnable:       "enable",
	cuePersonal:     "personal",
	cueDomestic:     "domestic",
	cueWhereabouts:  "whereabouts",
	cueArticle:      "article",
	cueAfterwards:   "afterwards",
	cueNumber:       "number",
	cueCharge:       "charge",
	cueHinder:       "hinder",
	cuePledger:      "pledger",
	cueCriticised:   "criticised",
	cuePlant:        "plant",
	cueHostile:      "hostile",
	cueSought:       "sought",
	cueCabinet:      "cabinet",
	cueMatter:       "matter",
	cueWorks:        "works",
	cueBound:        "bound",
	cueHearsay:      "hearsay",
	cueLabour:       "labour",
	cueIndustrial:   "industrial",
	cueNaming:       "naming",
	cueSlur:         "slur",
	cueField:        "field",
	cueOutplay:      "outplay",
	cueCause:        "cause",
	cuePlural:       "plural",
	cueSpace:        "space",
	cueRumour:       "rumour",
	cueGain:         "gain",
	cueStance:       "stance",
	cueVower:        "vower",
	cueChancery:     "chancery",
	cueSpeech:       "speech",
	cueTopical:      "topical",
	cueLauding:      "lauding",
	cueElectoral:    "electoral",
	cueToil:         "toil",
	cueBallot:       "ballot",
	cueContact:      "contact",
	cueCourtesy:     "courtesy",
	cueEvil:         "evil",
	cueFiction:      "fiction",
	cuePlatform:     "platform",
	cueSpot:         "spot",
	cueTelling:      "telling",
	cueWriting:      "writing",
	cueDealer:       "dealer",
	cueVoid:         "void",
	cueForecaster:   "forecaster",
	cueHabit:        "habit",
	cueGame:         "game",
	cueSpan:         "span",
	cuePremises:     "premises",
	cueMemory:       "memory",
	cueWhere:        "where",
	cueFleeing:      "fleeing",
	cueComfort:      "comfort",
	cueMoving:       "moving",
	cueFestive:      "festive",
	cueHacker:       "hacker",
	cueRetaliation:  "retaliation",
}
