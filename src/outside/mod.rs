//! Floor 6: whether the pages of other sites that write-ups link to are still there; enter at [`check`].
//!
//! Asked politely, and only when told to: one question at a time to each site, with a pause, and what was answered is
//! remembered for some days.

mod ask;
mod memory;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use ureq::Agent;

use crate::document::Documents;
use crate::model::{Code, Diagnostics, Place};

pub use ask::Answer;
pub use memory::Memory;

/// How many sites are asked at a time.
const AT_ONCE: usize = 8;

/// How long a site is left alone between two questions.
const PAUSE: Duration = Duration::from_millis(300);

/// A site that is silent so many times in a row is silent: each may take all of its time.
const TRIES: usize = 3;

/// With fewer sites than these that none answers, it is more likely their fault than ours.
const MANY: usize = 3;

/// No site could be asked: there is most likely no way to the web.
#[derive(Debug)]
pub struct Offline;

/// Asks for every address that is linked to and not remembered; reports those that are gone or silent.
pub fn check(
    diagnostics: &mut Diagnostics,
    documents: &Documents,
    memory: &mut Memory,
    today: Date,
) -> Result<(), Offline> {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for article in documents.articles() {
        for link in article.markdown.outward_links() {
            let Some(address) = ask::address(&link.address) else { continue };
            places.entry(address).or_default().push(Place::new(&article.source, link.span));
        }
    }
    let unknown = places.keys().filter(|address| memory.answer(address, today).is_none());
    let mut by_site: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in unknown {
        by_site.entry(ask::site(address)).or_default().push(address);
    }
    let sites = by_site.len();
    let answers = ask_all(by_site.into_values().collect());
    if sites >= MANY && answers.iter().all(|(_, answer)| answer.is_silence()) {
        return Err(Offline);
    }
    for (address, answer) in answers {
        memory.keep(address, today, answer);
    }
    for (address, places) in &places {
        let Some(answer) = memory.answer(address, today) else { continue };
        for place in places {
            report(diagnostics, address, answer, place);
        }
    }
    Ok(())
}

/// Asks several sites at a time, each for one address after the other.
fn ask_all(sites: Vec<Vec<&str>>) -> Vec<(&str, Answer)> {
    let agent = ask::agent();
    let workers = sites.len().min(AT_ONCE);
    let (sites, answers) = (Mutex::new(sites), Mutex::new(Vec::new()));
    let next = || sites.lock().ok()?.pop();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(addresses) = next() {
                    let of_site = ask_site(&agent, addresses);
                    if let Ok(mut answers) = answers.lock() {
                        answers.extend(of_site);
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_default()
}

/// Asks a site for one address after the other, as long as it says anything.
fn ask_site<'a>(agent: &Agent, addresses: Vec<&'a str>) -> Vec<(&'a str, Answer)> {
    let mut answers: Vec<(&str, Answer)> = Vec::with_capacity(addresses.len());
    for address in addresses {
        let answer = match answers.last_chunk::<TRIES>() {
            Some(last) if last.iter().all(|(_, answer)| answer.is_silence()) => last[TRIES - 1].1,
            _ => {
                if !answers.is_empty() {
                    thread::sleep(PAUSE);
                }
                ask::ask(agent, address)
            }
        };
        answers.push((address, answer));
    }
    answers
}

fn report(diagnostics: &mut Diagnostics, address: &str, answer: Answer, place: &Place) {
    let site = ask::site(address);
    let (code, message) = match answer {
        Answer::There => return,
        Answer::Status(status @ (404 | 410)) => (Code::OutsideGone, format!("{site} 答复 {status}：没有这一页")),
        Answer::Status(status) => (Code::OutsideSilent, format!("{site} 答复 {status}：这一页现在打不开")),
        Answer::Circle => (Code::OutsideSilent, format!("{site} 把这个网址转来转去，打不开任何一页")),
        Answer::NoName => (Code::OutsideSilent, format!("查不到 {site} 这个网站（域名没有解析）")),
        Answer::NoAnswer => (Code::OutsideSilent, format!("{site} 没有答复（等了 {} 秒）", ask::PATIENCE.as_secs())),
        Answer::NoConnection => (Code::OutsideSilent, format!("连不上 {site}")),
        Answer::NoTrust => (Code::OutsideSilent, format!("{site} 的证书有问题，浏览器会拦下")),
    };
    let help = match code {
        Code::OutsideGone => "请在浏览器里打开看看：搬了地方的换成新网址，没有了的去掉链接，留下文字",
        _ => "可能是暂时的，过一两天再查；一直这样的，请核对网址有没有写错",
    };
    diagnostics.report(code, place.clone(), message, help);
}
